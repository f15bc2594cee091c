#!/usr/bin/env node
import { join } from 'node:path';
import { endWithMessage } from './fail.mjs';
import { ensureInstalled, root } from './install.mjs';
import { becomeNode26 } from './run.mjs';

// Standard output belongs to the command: a fresh clone installs itself on standard error.
await ensureInstalled().catch(endWithMessage);
await becomeNode26([join(root, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)]);

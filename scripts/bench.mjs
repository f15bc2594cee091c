#!/usr/bin/env node
import { endWithMessage } from './fail.mjs';
import { ensureInstalled } from './install.mjs';
import { becomeServer } from './run.mjs';

await ensureInstalled().catch(endWithMessage);
await becomeServer(['bench/main.ts', ...process.argv.slice(2)]);

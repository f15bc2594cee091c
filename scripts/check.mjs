#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endWithMessage } from './fail.mjs';
import { ensureInstalled, root } from './install.mjs';
import { runNode26 } from './run.mjs';
import { checkTypes } from './types.mjs';

await ensureInstalled().catch(endWithMessage);
let code = await checkTypes();
if (existsSync(join(root, 'biome.json'))) code ||= await runNode26(['node_modules/@biomejs/biome/bin/biome', 'check', ...process.argv.slice(2)]);
process.exitCode = code;

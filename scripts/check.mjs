#!/usr/bin/env node
import { endWithMessage } from './fail.mjs';
import { ensureInstalled } from './install.mjs';
import { checkTypes } from './types.mjs';

await ensureInstalled().catch(endWithMessage);
const code = await checkTypes();
process.exitCode = code;

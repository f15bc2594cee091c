#!/usr/bin/env node
import { ensureDesk } from './desk.mjs';
import { ensureInstalled } from './install.mjs';
import { endWithMessage } from './fail.mjs';
import { becomeServer } from './run.mjs';

try {
  await ensureInstalled();
  await ensureDesk();
} catch (error) {
  endWithMessage(error);
}
await becomeServer(['src/main.ts', ...process.argv.slice(2)]);

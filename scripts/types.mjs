import { runNode26 } from './run.mjs';

/** By its file: two versions of the compiler both claim the name tsc. @returns the exit code */
export function checkTypes() {
  return runNode26(['node_modules/tsgo/bin/tsc', '--noEmit', '-p', 'tsconfig.json']);
}

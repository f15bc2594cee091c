/** A launcher's fault in one plain sentence; the stack is of no use to who only wanted to start. */
export function endWithMessage(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

/** A scanner types the whole address of the code; only the identifier in it is wanted. */
export function identifierIn(typed: string): string {
  const text = typed.trim();
  const inAddress = /\/verify\/([^/?#]+)/.exec(text)?.[1];
  if (inAddress === undefined) return text;
  try {
    return decodeURIComponent(inAddress);
  } catch {
    // A torn code: the server says what is wrong with it.
    return inAddress;
  }
}

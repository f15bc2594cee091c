/** What a file is by its own bytes; its name and what the browser says do not count. Null for what is not taken here. */
export function mediaTypeOf(bytes: Uint8Array): 'application/pdf' | 'image/jpeg' | 'image/png' | null {
  const starts = (...head: readonly number[]) => head.every((byte, position) => bytes[position] === byte);
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 1_024)));
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return tail.includes('%%EOF') ? 'application/pdf' : null;
  if (starts(0xff, 0xd8, 0xff)) return tail.includes(Buffer.from([0xff, 0xd9])) ? 'image/jpeg' : null;
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return tail.includes('IEND') ? 'image/png' : null;
  return null;
}

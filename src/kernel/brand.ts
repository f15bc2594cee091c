/** A nominal type: a `string` that was checked once at the door keeps the proof in its type. */
declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Ids of aggregates are UUIDv7, made by the application, so that a row has its key before it is written. */
export type Id<Name extends string> = Brand<string, Name>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/**
 * RFC 9562 UUID version 7 from an instant and 10 random bytes.
 * @param milliseconds Unix time, whole milliseconds, 0 … 2^48-1
 * @param random at least 10 bytes
 */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  const tail = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(tail[3] ?? '0', 16) & 3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`;
}

import { inflateSync } from 'node:zlib';

/** Zlib data up to a limit; null when it is none or grows larger: a bomb is not unpacked. */
export function inflate(bytes: Uint8Array, limitBytes: number): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return null;
  }
}

import { join } from './bytes.ts';
import type { Inspected } from './uploads.ts';

const broken: Inspected = { ok: false, fault: 'broken' };

/** Chunks that draw the picture (PNG, 3rd edition, clause 11); texts, times, profiles and Exif are left out. */
const drawing: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB', 'cHRM', 'pHYs', 'sBIT', 'bKGD']);
const signatureLength = 8;

/** Checks each chunk's length and CRC, keeps what draws, and ends at IEND: bytes behind it are dropped. */
export function cleanPng(bytes: Uint8Array): Inspected {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Uint8Array[] = [bytes.subarray(0, signatureLength)];
  let pixels = 0;
  let data = false;
  for (let at = signatureLength; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return broken;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (view.getUint32(end - 4) !== crcOf(bytes.subarray(at + 4, end - 4))) return broken;
    if (at === signatureLength) {
      if (type !== 'IHDR' || length !== 13) return broken;
      pixels = view.getUint32(at + 8) * view.getUint32(at + 12);
      if (pixels === 0) return broken;
    }
    if (type === 'IDAT') data = true;
    // An unknown chunk whose first letter is a capital is critical: the picture cannot be drawn without it.
    if (drawing.has(type)) kept.push(bytes.subarray(at, end));
    else if (/^[A-Z]/.test(type)) return broken;
    if (type === 'IEND') return data ? { ok: true, bytes: join(kept), pages: 1, pixels } : broken;
    at = end;
  }
  return broken;
}

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

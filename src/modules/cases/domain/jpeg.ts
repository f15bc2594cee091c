import { join } from './bytes.ts';
import type { Inspected } from './uploads.ts';

const broken: Inspected = { ok: false, fault: 'broken' };
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * Walks the segments of a JPEG (ITU-T T.81, annex B) and keeps what draws the picture. APP1 … APP15 and comments go,
 * because they carry place, time and owner; only the orientation is written back, so that a photograph stands upright.
 * Bytes behind the end of the image are dropped: nothing can hide there.
 */
export function cleanJpeg(bytes: Uint8Array): Inspected {
  const kept: Uint8Array[] = [];
  let pixels = 0;
  let orientation = 1;
  let scans = 0;
  let at = 2;
  while (at + 4 <= bytes.length + 2) {
    if (bytes[at] !== 0xff) return broken;
    const marker = bytes[at + 1];
    if (marker === undefined) return broken;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      if (scans === 0 || pixels === 0) return broken;
      return { ok: true, bytes: join([Uint8Array.of(0xff, startOfImage), ...orientationSegment(orientation), ...kept, Uint8Array.of(0xff, endOfImage)]), pages: 1, pixels };
    }
    const length = word(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return broken;
    if (isFrame(marker)) pixels = word(bytes, at + 5) * word(bytes, at + 7);
    if (marker === 0xe1) orientation = orientationIn(bytes.subarray(at + 4, end)) ?? orientation;
    if (!carriesPersonalData(marker)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === startOfScan) {
      scans += 1;
      const next = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, next));
      at = next;
    }
  }
  return broken;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** JFIF (APP0) and Adobe's colour transform (APP14) are needed to draw; ICC profiles are not. */
function carriesPersonalData(marker: number): boolean {
  return (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
}

/** Entropy-coded data runs to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2);
  }
  return bytes.length;
}

const exifHead = [0x45, 0x78, 0x69, 0x66, 0, 0];
const orientationTag = 0x0112;

/** The orientation 1 … 8 out of an Exif segment, or null. */
function orientationIn(segment: Uint8Array): number | null {
  if (!exifHead.every((value, index) => segment[index] === value) || segment.length < 14) return null;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return null;
  const count = Math.min(tiff.getUint16(directory, little), 200);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return null;
    if (tiff.getUint16(at, little) !== orientationTag) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

function orientationSegment(orientation: number): Uint8Array[] {
  if (orientation === 1) return [];
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return [Uint8Array.of(0xff, 0xe1, 0, 2 + exifHead.length + tiff.length, ...exifHead, ...tiff)];
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

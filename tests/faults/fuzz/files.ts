import { crc32, deflateSync } from 'node:zlib';
import type { Chance } from '../chance.ts';

export interface FuzzFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A picture of one point, whole: signature, header, data, end (PNG, 2nd edition). */
export function tinyPng(width = 1, height = 1): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(2))), chunk('IEND', Buffer.alloc(0))]);
}

export const tinyPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n',
  'latin1',
);

const tinyJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300' + '01'.repeat(64) + 'ffc0000b080001000101011100ffc4001400010000000000000000000000000000000affda0008010100003f00d2cf20ffd9', 'hex');

const names = ['proof.png', 'proof.pdf', 'proof.jpg', '证明.png', '../../x.png', 'a'.repeat(400), '', '.png', 'x.png\u0000.exe', 'x.svg', 'con', 'a"b.png', "a'b.png", '\ud800.png'];

/** Whole files, cut ones, files under another's name, and files that lie about their size. */
export function fuzzFile(chance: Chance): FuzzFile {
  if (chance.happens(0.01)) return { name: 'large.pdf', bytes: Buffer.alloc(11 * 1024 * 1024, 0x20) };
  const whole = chance.pick([tinyPng(), tinyPdf, tinyJpeg]);
  const bytes = chance.pick<() => Buffer>([
    () => whole,
    () => whole,
    () => whole,
    () => whole.subarray(0, chance.below(whole.length)),
    () => flipped(whole, chance),
    () => tinyPng(2 ** 31 - 1, 2 ** 31 - 1),
    () => tinyPng(0, 0),
    () => Buffer.concat([whole, Buffer.from('<script>planted()</script>')]),
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="planted()"/>'),
    () => Buffer.concat([tinyPdf.subarray(0, 9), Buffer.from('1 0 obj<</Type/Pages/Count -5/Kids[1 0 R]>>endobj'.repeat(50))]),
    () => Buffer.alloc(0),
    () => chance.bytes(chance.below(2_000)),
  ])();
  return { name: chance.pick(names), bytes };
}

function flipped(whole: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(whole);
  for (let left = 1 + chance.below(8); left > 0; left -= 1) {
    const at = chance.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
  }
  return copy;
}

import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crcOf } from './png.ts';
import { inspectUpload, isAccepted, safeName, uploadLimits, type AcceptedFile, type FileKind } from './uploads.ts';

const all: readonly FileKind[] = ['pdf', 'jpg', 'png'];
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function inflate(packed: Uint8Array, limitBytes: number): Uint8Array | null {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(limitBytes, 1) });
  } catch {
    return null;
  }
}

function inspect(name: string, content: Uint8Array, accepts = all) {
  return inspectUpload({ name, bytes: content }, accepts, inflate);
}

function segment(marker: number, content: readonly number[]): number[] {
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content];
}

function jpeg(of: { width?: number; height?: number; before?: readonly number[]; tail?: readonly number[] } = {}): Uint8Array {
  const { width = 40, height = 30 } = of;
  const frame = segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]);
  const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
  return Uint8Array.of(0xff, 0xd8, ...segment(0xe0, [...bytes('JFIF\0')]), ...(of.before ?? []), ...frame, ...scan, 0xff, 0xd9, ...(of.tail ?? []));
}

function exif(orientation: number): number[] {
  return segment(0xe1, [...bytes('Exif\0\0'), 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0, ...bytes('GPS 28.2N 112.9E')]);
}

function chunk(type: string, content: Uint8Array): number[] {
  const body = Uint8Array.of(...bytes(type), ...content);
  return [...uint32(content.length), ...body, ...uint32(crcOf(body))];
}

function uint32(value: number): number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function png(of: { width?: number; height?: number; extra?: readonly number[]; tail?: readonly number[] } = {}): Uint8Array {
  const header = Uint8Array.of(...uint32(of.width ?? 2), ...uint32(of.height ?? 2), 8, 0, 0, 0, 0);
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.of(...start, ...chunk('IHDR', header), ...(of.extra ?? []), ...chunk('IDAT', deflateSync(Buffer.alloc(6))), ...chunk('IEND', new Uint8Array(0)), ...(of.tail ?? []));
}

function pdf(objects: readonly string[], pages = 1): Uint8Array {
  const kids = Array.from({ length: pages }, (_, page) => `${page + 10} 0 obj << /Type /Page /Parent 2 0 R >> endobj`);
  return bytes(`%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count ${pages} >> endobj\n${[...kids, ...objects].join('\n')}\ntrailer << /Root 1 0 R >>\n%%EOF\n`);
}

function packed(inner: string): string {
  const content = deflateSync(Buffer.from(inner, 'latin1')).toString('latin1');
  return `5 0 obj << /Type /ObjStm /Filter /FlateDecode /Length ${content.length} >>\nstream\n${content}\nendstream endobj`;
}

describe('a file that is what it says', () => {
  it.each<[string, Uint8Array, string, number]>([
    ['plan.pdf', pdf([], 3), 'application/pdf', 3],
    ['PLAN.PDF', pdf([]), 'application/pdf', 1],
    ['photo.jpg', jpeg(), 'image/jpeg', 1],
    ['photo.jpeg', jpeg(), 'image/jpeg', 1],
    ['scan.png', png(), 'image/png', 1],
  ])('%s is taken', (name, content, mediaType, pages) => {
    expect(inspect(name, content)).toMatchObject({ mediaType, pages });
  });
});

describe('a file that is refused', () => {
  it.each<[string, string, Uint8Array, string, FileKind[]?]>([
    ['nothing at all', 'a.pdf', new Uint8Array(0), 'file-missing'],
    ['a program called a paper', 'plan.pdf', bytes('MZ\x90\0 this program'), 'file-not-what-it-says'],
    ['a page of script called a picture', 'photo.png', bytes('<svg onload="alert(1)">'), 'file-not-what-it-says'],
    ['a picture called a paper', 'plan.pdf', png(), 'file-not-what-it-says'],
    ['a paper without an ending to its name', 'plan', pdf([]), 'file-not-what-it-says'],
    ['a kind that this material does not take', 'plan.pdf', pdf([]), 'file-type-not-accepted', ['jpg']],
    ['a kind that no material takes', 'plan.docx', bytes('PK\x03\x04'), 'file-type-not-accepted'],
    ['a picture cut short', 'photo.jpg', jpeg().subarray(0, 40), 'file-broken'],
    ['a picture with a wrong checksum', 'scan.png', png().map((byte, index) => (index === 20 ? byte ^ 1 : byte)), 'file-broken'],
    ['a picture of 51 megapixels', 'photo.jpg', jpeg({ width: 10_200, height: 5_000 }), 'image-too-large'],
    ['the same as PNG', 'scan.png', png({ width: 100_000, height: 100_000 }), 'image-too-large'],
    ['a paper of 201 pages', 'plan.pdf', pdf([], 201), 'pdf-too-many-pages'],
    ['a paper without pages', 'plan.pdf', pdf([], 0), 'file-broken'],
    ['a paper that runs script', 'plan.pdf', pdf(['9 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj']), 'pdf-runs-code'],
    ['a paper that starts a program', 'plan.pdf', pdf(['9 0 obj << /S /Launch /F (cmd.exe) >> endobj']), 'pdf-runs-code'],
    ['script under a name in disguise', 'plan.pdf', pdf(['9 0 obj << /S /J#61vaScript >> endobj']), 'pdf-runs-code'],
    ['script packed away', 'plan.pdf', pdf([packed('9 0 << /S /JavaScript /JS (x) >>')]), 'pdf-runs-code'],
    ['script behind a false stream', 'plan.pdf', pdf(['8 0 obj << >>\nstream\n9 0 obj << /S /JavaScript >> endobj\nendstream endobj']), 'pdf-runs-code'],
    ['a paper with a file inside', 'plan.pdf', pdf(['9 0 obj << /Type /EmbeddedFile >> endobj']), 'pdf-runs-code'],
    ['a paper under a password', 'plan.pdf', pdf(['trailer << /Encrypt 9 0 R >>']), 'pdf-encrypted'],
  ])('%s', (_, name, content, kind, accepts) => {
    expect(inspect(name, content, accepts)).toMatchObject({ kind });
  });

  it('one byte more than 20 megabytes', () => {
    const content = new Uint8Array(uploadLimits.bytes + 1);
    content.set(pdf([]));
    expect(inspect('plan.pdf', content)).toMatchObject({ kind: 'file-too-large' });
  });

  it('objects that unpack to more than they may', () => {
    expect(inspect('plan.pdf', pdf([packed(' '.repeat(51 * 1024 * 1024))]))).toMatchObject({ kind: 'file-broken' });
  });
});

describe('what is kept of a picture', () => {
  const kept = (result: ReturnType<typeof inspect>) => Buffer.from((result as AcceptedFile).bytes).toString('latin1');

  it('place and owner go, the picture stays', () => {
    const cleaned = kept(inspect('photo.jpg', jpeg({ before: [...exif(1), ...segment(0xfe, [...bytes('owner: Li')])] })));
    expect(cleaned).toBe(Buffer.from(jpeg()).toString('latin1'));
  });

  it('the orientation stays, and nothing else of its segment', () => {
    const cleaned = kept(inspect('photo.jpg', jpeg({ before: exif(6) })));
    expect(cleaned).toContain('Exif');
    expect(cleaned).not.toContain('GPS');
    expect(kept(inspect('photo.jpg', (inspect('photo.jpg', jpeg({ before: exif(6) })) as AcceptedFile).bytes))).toBe(cleaned);
  });

  it('texts of a PNG go', () => {
    expect(kept(inspect('scan.png', png({ extra: chunk('tEXt', bytes('Author\0Li')) })))).toBe(Buffer.from(png()).toString('latin1'));
  });

  it('nothing hides behind the end', () => {
    const program = [...bytes('PK\x03\x04 hidden program')];
    expect(kept(inspect('photo.jpg', jpeg({ tail: program })))).toBe(Buffer.from(jpeg()).toString('latin1'));
    expect(kept(inspect('scan.png', png({ tail: program })))).toBe(Buffer.from(png()).toString('latin1'));
  });
});

it('any bytes get an answer and never a fault', () => {
  const seeds = [jpeg({ before: exif(3) }), png(), pdf([packed('9 0 << >>')])];
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { maxLength: 8 }), fc.nat({ max: 400 }), (which, changes, cut) => {
      const content = Uint8Array.from(seeds[which] as Uint8Array).subarray(0, 400 - cut || undefined);
      for (const [at, value] of changes) content[at] = value;
      const result = inspect(['a.jpg', 'a.png', 'a.pdf'][which] as string, content);
      if (isAccepted(result)) expect(result.bytes.length).toBeGreaterThan(0);
      else expect(result.kind).toMatch(/^(file|image|pdf)-/);
    }),
    { numRuns: 1_000 },
  );
});

it.each<[string, FileKind, string]>([
  ['营业执照.PDF', 'pdf', '营业执照.pdf'],
  ['../../etc/passwd.pdf', 'pdf', 'passwd.pdf'],
  ['C:\\temp\\plan.jpg', 'jpg', 'plan.jpg'],
  ['\u202egpj.exe.pdf', 'pdf', 'gpj.exe.pdf'],
  ['', 'png', 'file.png'],
  ['.htaccess', 'png', 'file.png'],
])('the name %j is kept as %j %j', (name, kind, kept) => {
  expect(safeName(name, kind)).toBe(kept);
});

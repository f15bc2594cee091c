import { inflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import jsqr from 'jsqr';
import QRCode from 'qrcode';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LicenceType } from '../domain/licence-type.ts';
import { startPainter } from '../painter.ts';
import { drawLicence } from './draw.ts';
import { type Drawing, markText } from './drawing.ts';
import { type Face, openFonts, runsOf } from './fonts.ts';
import { breakRows, fitting } from './rows.ts';

const types = (JSON.parse(readFileSync(new URL('../../../../cities/changsha/licence-types.json', import.meta.url), 'utf8')) as { licenceTypes: LicenceType[] }).licenceTypes;
const address = 'https://changsha.example/verify/1.2.156.3005.2.11430100MX00028074001.11430100MX00028074.20260506KVYVNMT8C5J0.001.9?c=7K3MQ9TX4AB2';

function drawing(type: LicenceType, change: Partial<Drawing> = {}): Drawing {
  return {
    template: type.template,
    title: type.name.zh,
    face: Object.fromEntries(type.faceFields.map((field) => [field.name, field.type === 'date' ? '2026-05-06' : '示'.repeat(field.maxLength)])),
    issuerName: '长沙市食品药品监督管理局',
    identifier: '1.2.156',
    qr: address,
    mark: null,
    demo: true,
    madeAt: '2026-05-06T00:00:00.000Z',
    attachment: '{"a":1}',
    ...change,
  };
}

let fonts: readonly Face[];
beforeAll(() => {
  fonts = openFonts();
});

describe('drawing a licence', () => {
  test.each(types.map((type) => [type.slug, type] as const))('%s: with every field as long as it may be, on its page and an annex', async (_slug, type) => {
    const drawn = await drawLicence(drawing(type), fonts);
    expect(drawn.kind).toBe('drawn');
    if (drawn.kind === 'drawn') expect(Buffer.from(drawn.bytes).subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  test('the same record gives the same bytes, but for the id of the file', async () => {
    const twice = await Promise.all([drawLicence(drawing(types[1] as LicenceType), fonts), drawLicence(drawing(types[1] as LicenceType), fonts)]);
    const lengths = twice.map((drawn) => (drawn.kind === 'drawn' ? drawn.bytes.length : 0));
    expect(lengths[0]).toBe(lengths[1]);
    expect(lengths[0]).toBeGreaterThan(5_000);
  });

  test('a character that no font has stops the drawing and is named; no empty box stands in a name', async () => {
    const type = types[1] as LicenceType;
    const beyond = '\u{10ffff}';
    expect(await drawLicence(drawing(type, { face: { ...drawing(type).face, operatorName: `周${beyond}国` } }), fonts)).toEqual({ kind: 'glyphs-missing', characters: beyond });
  });

  test('the whole of GB 2312 and the extension A are there', () => {
    const decoder = new TextDecoder('gb2312');
    const all = Array.from({ length: 72 }, (_, row) => Array.from({ length: 94 }, (_, cell) => decoder.decode(Uint8Array.of(0xb0 + row, 0xa1 + cell))))
      .flat()
      .filter((character) => /\p{Script=Han}/u.test(character));
    expect(all.length).toBe(6_763);
    expect(runsOf(fonts.slice(0, 1), all.join('')).missing).toEqual([]);
    expect(runsOf(fonts.slice(0, 1), '㐂㛃䶮').missing).toEqual([]);
  });

  test('a copy carries its purpose and last day, by the organ or by the window', () => {
    expect(markText({ grade: 'A', issuerName: '长沙市教育局' }, '入职', '2026-06-01')).toBe('此件由长沙市教育局提供，仅供办理入职时使用，有效期至2026年6月1日');
    expect(markText({ grade: 'B', issuerName: '长沙市教育局' }, '入职', '2026-06-01')).toBe('此件经与原件核对无误，仅供办理入职时使用，有效期至2026年6月1日');
  });

  test('happens on a thread of its own: the event loop is not held up', async () => {
    const painter = startPainter();
    await painter.draw(drawing(types[0] as LicenceType));
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    await Promise.all(types.map((type) => painter.draw(drawing(type))));
    clearInterval(watch);
    await painter.stop();
    expect(longest).toBeLessThan(50);
  });

  test('the record goes with the page', async () => {
    const drawn = await drawLicence(drawing(types[0] as LicenceType, { attachment: '{"proof":"here"}' }), fonts);
    const pdf = drawn.kind === 'drawn' ? Buffer.from(drawn.bytes) : Buffer.alloc(0);
    expect(streamsOf(pdf)).toContain('{"proof":"here"}');
  });
});

/** Streams of the file that are text when they are unpacked. */
function streamsOf(pdf: Buffer): string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    try {
      found.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at + 7))).toString('utf8'));
    } catch {
      // not packed
    }
  }
  return found;
}

test('the QR code is read back as the address, with its identifier and code', () => {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const scale = 4;
  const side = (modules.size + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < modules.size * scale; y += 1) {
    for (let x = 0; x < modules.size * scale; x += 1) {
      if (!modules.data[Math.floor(y / scale) * modules.size + Math.floor(x / scale)]) continue;
      const at = ((y + 4 * scale) * side + x + 4 * scale) * 4;
      pixels.fill(0, at, at + 3);
    }
  }
  expect((jsqr as unknown as { default?: typeof jsqr }).default?.(pixels, side, side)?.data ?? (jsqr as unknown as (p: Uint8ClampedArray, w: number, h: number) => { data: string } | null)(pixels, side, side)?.data).toBe(address);
});

describe('rows', () => {
  const widthOf = (piece: string) => [...piece].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 1 : 2), 0);

  test('hold all of the text, none wider than the line but for a closing mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('长', '沙', '，', 'a', 'B', '7', ' ', '；', '（') , maxLength: 80 }), fc.integer({ min: 4, max: 30 }), (text, width) => {
        const rows = breakRows(text, width, widthOf);
        expect(rows.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('get smaller type before they get an annex', () => {
    const widthAt = (piece: string, size: number) => (widthOf(piece) * size) / 10;
    expect(fitting('长沙市', 10, 1, 10, widthAt)).toEqual({ size: 10, rows: ['长沙市'] });
    expect(fitting('长沙市芙蓉区', 10, 1, 10, widthAt)?.size).toBeLessThan(10);
    expect(fitting('长沙市芙蓉区'.repeat(9), 10, 1, 10, widthAt)).toBeNull();
  });
});

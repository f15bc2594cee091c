import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blindIndex, CellError, cellCrypt } from './cells.ts';

const now = new Date('2026-11-02T00:00:00Z');
const key = (kid: string, fill: number, sealsFrom: string) => ({ kid, key: Buffer.alloc(32, fill), sealsFrom: new Date(sealsFrom) });
const dataKeys = [key('d-next', 3, '2026-11-03T00:00:00Z'), key('d-second', 2, '2026-11-01T00:00:00Z'), key('d-first', 1, '2026-01-01T00:00:00Z')];
const column = 'identity.person.citizen-number';

describe.each(['aes-256-gcm', 'sm4-gcm'] as const)('a cell by %s', (algorithm) => {
  const cells = cellCrypt(algorithm, () => dataKeys, () => now);

  test('opens at its place as what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (plaintext, rowId) => {
        expect(cells.open(column, rowId, cells.seal(column, rowId, plaintext))).toBe(plaintext);
      }),
    );
  });

  test('does not open in another row or another column', () => {
    const sealed = cells.seal(column, 'row-1', '430102199001011234');
    expect(() => cells.open(column, 'row-2', sealed)).toThrow(CellError);
    expect(() => cells.open('identity.person.phone', 'row-1', sealed)).toThrow(CellError);
    expect(() => cells.open('identity.person', 'citizen-number|row-1', sealed)).toThrow(CellError);
  });

  test('does not open under another data key or by another algorithm', () => {
    const sealed = cells.seal(column, 'row-1', 'x');
    expect(() => cells.open(column, 'row-1', sealed.replace('d-second', 'd-first'))).toThrow('was edited');
    expect(() => cells.open(column, 'row-1', sealed.replace('d-second', 'd-unknown'))).toThrow('needs the data key d-unknown');
    const [from, to] = algorithm === 'sm4-gcm' ? ['.sm4.', '.aes.'] : ['.aes.', '.sm4.'];
    expect(() => cells.open(column, 'row-1', sealed.replace(from, to))).toThrow(CellError);
  });

  test('does not open after any one character was changed, taken away or added', () => {
    const sealed = cells.seal(column, 'row-1', '长沙');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      for (const edited of [sealed.slice(0, at) + other + sealed.slice(at + 1), sealed.slice(0, at) + sealed.slice(at + 1), `${sealed.slice(0, at)}A${sealed.slice(at)}`]) {
        expect(() => cells.open(column, 'row-1', edited)).toThrow(CellError);
      }
    }
    expect(() => cells.open(column, 'row-1', `${sealed}\n`)).toThrow(CellError);
    expect(() => cells.open(column, 'row-1', '')).toThrow(CellError);
  });

  test('shows nothing of its value and is never the same twice', () => {
    const texts = Array.from({ length: 200 }, () => cells.seal(column, 'row-1', '430102199001011234'));
    expect(new Set(texts).size).toBe(200);
    for (const text of texts) expect(Buffer.from(text.split('.')[4] ?? '', 'base64url').toString('latin1')).not.toContain('430102');
  });

  test('is sealed by the newest key that has begun', () => {
    expect(cells.seal(column, 'row-1', 'x')).toContain('.d-second.');
    const tomorrow = cellCrypt(algorithm, () => dataKeys, () => new Date('2026-11-03T00:00:00Z'));
    expect(tomorrow.seal(column, 'row-1', 'x')).toContain('.d-next.');
    // A process whose clock is behind still reads it.
    expect(cells.open(column, 'row-1', tomorrow.seal(column, 'row-1', 'x'))).toBe('x');
  });

  test('is not made of text that would come back different', () => {
    expect(() => cells.seal(column, 'row-1', '\ud842')).toThrow(TypeError);
  });
});

describe('the blind index', () => {
  const index = blindIndex(Buffer.alloc(32, 1));

  test('finds the same value of the same field, in 16 bytes', () => {
    expect(index('citizen-number', '43010219900101123X')).toEqual(index('citizen-number', '43010219900101123X'));
    expect(index('citizen-number', 'x')).toHaveLength(16);
  });

  test('tells values, fields and installations apart', () => {
    const seen = [index('phone', '13800000000'), index('citizen-number', '13800000000'), index('phone', '13800000001'), blindIndex(Buffer.alloc(32, 2))('phone', '13800000000')];
    expect(new Set(seen.map((bytes) => bytes.toString('hex'))).size).toBe(4);
    expect(index('a', 'b\u001fc')).not.toEqual(index('a\u001fb', 'c'));
  });
});

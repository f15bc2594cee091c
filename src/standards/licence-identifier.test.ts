import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../kernel/outcome.ts';
import {
  composeLicenceIdentifier, licenceRoot, nextLicenceVersion, parseLicenceIdentifier, parseLicenceTypeCode, partsOfLicenceIdentifier,
} from './licence-identifier.ts';
import { parseCreditCode } from './credit-code.ts';

const first = '1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.001.W';
const published = [
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  '1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y',
  '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
  '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
];
const capitals = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const anyParts = fc.record({
  type: fc.constantFrom('114301006735800977001', '11100000000013338W011').map((code) => must(parseLicenceTypeCode(code))),
  issuingOrgan: fc.constantFrom('114301006735800977', '11430000006122244L').map((code) => must(parseCreditCode(code))),
  serial: fc.string({ unit: fc.constantFrom(...capitals), minLength: 1, maxLength: 64 }),
  version: fc.integer({ min: 1, max: 999 }),
});

describe('a licence identifier', () => {
  it.each([first, ...published])('%s is valid and is composed again from its parts', (text) => {
    const identifier = must(parseLicenceIdentifier(text));
    expect(must(composeLicenceIdentifier(partsOfLicenceIdentifier(identifier)))).toBe(text);
  });

  it.each([
    ['', 'licence-identifier-root'],
    ['1.2.156.3005.3.114301006735800977001.114301006735800977.20180611000001.001.W', 'licence-identifier-root'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.001', 'licence-identifier-form'],
    [`${first}.1`, 'licence-identifier-form'],
    ['1.2.156.3005.2.114301006735800978001.114301006735800977.20180611000001.001.W', 'licence-identifier-type'],
    ['1.2.156.3005.2.11430100673580097701.114301006735800977.20180611000001.001.W', 'licence-identifier-type'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800978.20180611000001.001.W', 'licence-identifier-issuing-organ'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977..001.W', 'licence-identifier-serial'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977.2018-1.001.W', 'licence-identifier-serial'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.000.W', 'licence-identifier-version'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.1.W', 'licence-identifier-version'],
    ['1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.001.X', 'licence-identifier-check'],
    ['1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M', 'licence-identifier-check'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseLicenceIdentifier(text)).toEqual({ ok: false, refusal: { kind } });
  });

  it('of the second version keeps type, organ and serial', () => {
    const second = must(nextLicenceVersion(must(parseLicenceIdentifier(first))));
    expect(second).toBe('1.2.156.3005.2.114301006735800977001.114301006735800977.20180611000001.002.U');
  });

  it('has no version after 999', () => {
    const last = must(composeLicenceIdentifier({ ...partsOfLicenceIdentifier(must(parseLicenceIdentifier(first))), version: 999 }));
    expect(nextLicenceVersion(last)).toEqual({ ok: false, refusal: { kind: 'licence-identifier-version' } });
  });

  it('of any parts reads back to the same parts, also from small letters', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const identifier = must(composeLicenceIdentifier(parts));
        expect(partsOfLicenceIdentifier(must(parseLicenceIdentifier(identifier.toLowerCase())))).toEqual(parts);
      }),
    );
  });

  it('betrays every change of one character after the root', () => {
    fc.assert(
      fc.property(anyParts, fc.nat(), fc.constantFrom(...capitals, '.'), (parts, where, other) => {
        const identifier = must(composeLicenceIdentifier(parts));
        const start = licenceRoot.length + 1;
        const at = start + (where % (identifier.length - start));
        fc.pre(identifier[at] !== other);
        expect(parseLicenceIdentifier(identifier.slice(0, at) + other + identifier.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('is not composed with a serial or version outside the rule', () => {
    const parts = partsOfLicenceIdentifier(must(parseLicenceIdentifier(first)));
    expect(composeLicenceIdentifier({ ...parts, serial: 'a' })).toEqual({ ok: false, refusal: { kind: 'licence-identifier-serial' } });
    for (const version of [0, 1.5, 1000]) {
      expect(composeLicenceIdentifier({ ...parts, version })).toEqual({ ok: false, refusal: { kind: 'licence-identifier-version' } });
    }
  });
});

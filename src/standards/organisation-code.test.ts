import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../kernel/outcome.ts';
import { organisationCodeCheck, parseOrganisationCode, printOrganisationCode } from './organisation-code.ts';

describe('an organisation code', () => {
  it.each(['D2143569-X', '00612224-4', '67358009-7', 'MA4L0A01-9'])('%s is valid with and without its hyphen', (text) => {
    const code = must(parseOrganisationCode(text));
    expect(code).toBe(text.replace('-', ''));
    expect(must(parseOrganisationCode(code.toLowerCase()))).toBe(code);
    expect(printOrganisationCode(code)).toBe(text);
  });

  it.each([
    ['67358009-8', 'organisation-code-check'],
    ['D21435691', 'organisation-code-check'],
    ['D2143569', 'organisation-code-form'],
    ['D2143569-A', 'organisation-code-form'],
    ['D-2143569X', 'organisation-code-form'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseOrganisationCode(text)).toEqual({ ok: false, refusal: { kind } });
  });

  it('betrays every change of one digit into another', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(digits, fc.nat(7), fc.nat(9), (payload, at, other) => {
        fc.pre(payload[at] !== String(other));
        const changed = payload.slice(0, at) + String(other) + payload.slice(at + 1);
        expect(parseOrganisationCode(changed + organisationCodeCheck(payload)).ok).toBe(false);
      }),
    );
  });
});

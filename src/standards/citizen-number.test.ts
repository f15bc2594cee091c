import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../kernel/day.ts';
import { must } from '../kernel/outcome.ts';
import { areaOf, birthDayOf, citizenNumberCheck, parseCitizenNumber, sexOf, upgradeCitizenNumber } from './citizen-number.ts';

const today = day('2026-01-05');

/** Valid numbers of Changsha, invented by the machine. */
const validNumber = fc
  .tuple(fc.constantFrom('430102', '430124', '430182', '110105'), fc.integer({ min: 0, max: 44_000 }), fc.integer({ min: 1, max: 999 }))
  .map(([area, days, serial]) => {
    const payload = area + addDays(day('1905-01-01'), days).replaceAll('-', '') + String(serial).padStart(3, '0');
    return payload + citizenNumberCheck(payload);
  });

describe('a citizen number', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', '2'],
    ['440524188001010014', '1880-01-01', '1'],
    ['430102198001010011', '1980-01-01', '1'],
    ['430103199006150022', '1990-06-15', '2'],
    ['430104197512310137', '1975-12-31', '1'],
    ['430105200002290245', '2000-02-29', '2'],
    ['430111198808080359', '1988-08-08', '1'],
    ['430112196403010464', '1964-03-01', '2'],
    ['430121199511110577', '1995-11-11', '1'],
    ['430181197509301232', '1975-09-30', '1'],
    ['430182201806011114', '2018-06-01', '1'],
    ['43010219850523019X', '1985-05-23', '1'],
  ])('%s is valid, of someone born on %s, of sex %s', (text, birth, sex) => {
    const number = must(parseCitizenNumber(text, today));
    expect(birthDayOf(number)).toBe(birth);
    expect(sexOf(number)).toBe(sex);
    expect(areaOf(number)).toBe(text.slice(0, 6));
  });

  it.each([
    ['', 'citizen-number-length'],
    ['43010219800101001', 'citizen-number-length'],
    ['4301021980010100111', 'citizen-number-length'],
    ['43010219800101O011', 'citizen-number-characters'],
    ['4301021980010100X1', 'citizen-number-characters'],
    ['439902198001010011', 'citizen-number-area'],
    ['430000198001010011', 'citizen-number-area'],
    ['430102199902290011', 'citizen-number-birth-date'],
    ['430102198013010011', 'citizen-number-birth-date'],
    ['430102198000010011', 'citizen-number-birth-date'],
    ['430102179901010011', 'citizen-number-birth-date'],
    ['430102202601060012', 'citizen-number-birth-in-future'],
    ['430102198001010012', 'citizen-number-check'],
    ['43010219800101001X', 'citizen-number-check'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseCitizenNumber(text, today)).toEqual({ ok: false, refusal: { kind } });
  });

  it('is read as people type it', () => {
    expect(must(parseCitizenNumber(' 430102 1985 0523 019x ', today))).toBe('43010219850523019X');
    expect(must(parseCitizenNumber('４３０１０２１９８５０５２３０１９Ｘ', today))).toBe('43010219850523019X');
  });

  it('may carry a code of its time, of the urban districts together, or of a residence permit', () => {
    for (const payload of ['43012419790404001', '43012219990909123', '43010119800101001', '83000019800101001']) {
      expect(parseCitizenNumber(payload + citizenNumberCheck(payload), today).ok).toBe(true);
    }
  });

  it('of someone born today is valid today and not yesterday', () => {
    const payload = '43010220260105001';
    const text = payload + citizenNumberCheck(payload);
    expect(parseCitizenNumber(text, today).ok).toBe(true);
    expect(parseCitizenNumber(text, addDays(today, -1))).toEqual({ ok: false, refusal: { kind: 'citizen-number-birth-in-future' } });
  });

  it('betrays every change of one character', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(17), fc.constantFrom(...'0123456789X'), (text, at, other) => {
        fc.pre(text[at] !== other);
        expect(parseCitizenNumber(text, today).ok).toBe(true);
        expect(parseCitizenNumber(text.slice(0, at) + other + text.slice(at + 1), today).ok).toBe(false);
      }),
    );
  });

  it('betrays every exchange of two neighbours', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(16), (text, at) => {
        fc.pre(text[at] !== text[at + 1]);
        const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
        expect(parseCitizenNumber(swapped, today).ok).toBe(false);
      }),
    );
  });
});

describe('a number of 15 digits', () => {
  it('becomes one of 18', () => {
    expect(must(upgradeCitizenNumber('430102800101001', today))).toBe('430102198001010011');
  });

  it.each([
    ['43010280010100', 'citizen-number-length'],
    ['43010280010100X', 'citizen-number-characters'],
    ['430102801301001', 'citizen-number-birth-date'],
  ])('%s is refused as %s', (text, kind) => {
    expect(upgradeCitizenNumber(text, today)).toEqual({ ok: false, refusal: { kind } });
  });

  it('with one of the serials 996 to 999 is of the century before', () => {
    expect(birthDayOf(must(upgradeCitizenNumber('430102920101996', today)))).toBe('1892-01-01');
    expect(birthDayOf(must(upgradeCitizenNumber('430102920101995', today)))).toBe('1992-01-01');
  });

  it('comes back from 18 by leaving out century and check', () => {
    fc.assert(
      fc.property(validNumber, (text) => {
        fc.pre(text.slice(6, 8) === '19' && Number(text.slice(14, 17)) < 996);
        expect(must(upgradeCitizenNumber(text.slice(0, 6) + text.slice(8, 17), today))).toBe(text);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword } from './password.ts';

const personal = ['430103199006150022', '19900615', '13900000001', '李湘云'];
const refusalOf = (password: string) => {
  const answer = checkPassword(password, personal);
  return answer.ok ? null : answer.refusal.kind;
};

describe('a password', () => {
  it.each([
    ['', 'password-too-short'],
    ['1234567', 'password-too-short'],
    ['长沙的雨', 'password-too-short'],
    ['😀😀😀😀', 'password-too-short'],
    ['x'.repeat(129), 'password-too-long'],
    ['12345678', 'password-common'],
    ['8765432109', 'password-common'],
    ['abcdefghij', 'password-common'],
    ['password', 'password-common'],
    ['Password2018!', 'password-common'],
    ['888888888', 'password-common'],
    ['abcabcabcabc', 'password-common'],
    ['woaini1314', 'password-common'],
    ['13900000001', 'password-tells-the-person'],
    ['430103199006150022', 'password-tells-the-person'],
    ['199006150022', 'password-tells-the-person'],
    ['li19900615', 'password-tells-the-person'],
    ['李湘云1990!', 'password-tells-the-person'],
  ])('%s is refused as %s', (password, kind) => {
    expect(refusalOf(password)).toBe(kind);
  });

  it.each(['岳麓山下的红枫叶子', 'correct horse battery', 'tH3 quick-brown', 'x7#kkQ_2', '李湘云喜欢在江边看书'])('%s is taken', (password) => {
    expect(refusalOf(password)).toBeNull();
  });

  it('needs no kind of character: any long enough words are taken', () => {
    const word = fc.stringMatching(/^[a-z]{5,9}$/);
    fc.assert(
      fc.property(fc.tuple(word, word, word), (three) => {
        expect(refusalOf(three.join(' '))).toBeNull();
      }),
    );
  });

  it('is the same however its accents are composed', () => {
    const composed = checkPassword('caf\u00e9 du matin', []);
    expect(composed).toEqual(checkPassword('cafe\u0301 du matin', []));
  });
});

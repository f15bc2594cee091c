import { describe, expect, it } from 'vitest';
import { openPasswords } from './passwords.ts';

const passwords = openPasswords();

describe('a stored password', () => {
  it('is argon2id in PHC form, with a salt of its own', async () => {
    const [one, other] = await Promise.all([passwords.hash('岳麓山下的红枫叶子'), passwords.hash('岳麓山下的红枫叶子')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
  });

  it('matches the password it came from and no other', async () => {
    const stored = await passwords.hash('caf\u00e9 du matin');
    expect(await passwords.matches('cafe\u0301 du matin', stored)).toBe(true);
    expect(await passwords.matches('café du matin ', stored)).toBe(false);
    expect(await passwords.matches('', stored)).toBe(false);
  });

  // Made by the reference implementation: argon2 of P-H-C, `echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32`
  it('made elsewhere with other parameters is read too', async () => {
    const elsewhere = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await passwords.matches('password', elsewhere)).toBe(true);
    expect(await passwords.matches('passwort', elsewhere)).toBe(false);
  });

  it('that is none matches nothing', async () => {
    expect(await passwords.matches('anything at all', null)).toBe(false);
  });

  it('in another form is a fault', async () => {
    await expect(passwords.matches('x', 'plain')).rejects.toThrow('PHC');
  });
});

describe('hashing', () => {
  it('leaves the event loop free', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await passwords.hash('a password that takes its time');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});

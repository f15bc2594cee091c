import { describe, expect, it } from 'vitest';
import { identifierIn } from './scanned.ts';

describe('what a clerk typed or scanned', () => {
  it.each([
    ['the identifier itself', ' 1.2.156.3005.2.X ', '1.2.156.3005.2.X'],
    ['the address of a code, with its short code', 'https://onevisit.example/verify/1.2.156.3005.2.X?c=AB12', '1.2.156.3005.2.X'],
    ['an address with signs in it', 'http://localhost:8080/verify/1.2%2F156', '1.2/156'],
    ['a code that was torn', 'http://localhost/verify/1.2%E9', '1.2%E9'],
    ['nothing', '  ', ''],
  ])('finds the identifier in %s', (_name, typed, identifier) => {
    expect(identifierIn(typed)).toBe(identifier);
  });
});

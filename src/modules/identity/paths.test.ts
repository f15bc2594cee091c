import { describe, expect, it } from 'vitest';
import * as paths from './paths.ts';

describe('the addresses of identity', () => {
  it('stay as they are: links and bookmarks point there', () => {
    const request = '0190e5e0-0000-7000-8000-000000000000';
    expect([
      paths.signIn('/items/food?step=2'),
      paths.signInByPhone('/cases', request),
      paths.register(undefined, request),
      paths.recover(),
      paths.staffSignIn('/desk/cases'),
      paths.invitation('abc'),
      paths.endSession(request),
      paths.readerChallenge('reader-w01'),
      paths.readerAnswers('reader-w01'),
    ]).toMatchInlineSnapshot(`
      [
        "/sign-in?back=%2Fitems%2Ffood%3Fstep%3D2",
        "/sign-in/phone?back=%2Fcases&request=0190e5e0-0000-7000-8000-000000000000",
        "/register?request=0190e5e0-0000-7000-8000-000000000000",
        "/recover",
        "/desk/sign-in?back=%2Fdesk%2Fcases",
        "/invitation/abc",
        "/me/sessions/0190e5e0-0000-7000-8000-000000000000/end",
        "/api/identity/readers/reader-w01/challenge",
        "/api/identity/readers/reader-w01/answers",
      ]
    `);
  });

  it.each([
    ['/cases/1?step=2', '/cases/1?step=2'],
    ['//evil.example/x', '/me'],
    ['/\\evil.example', '/me'],
    ['https://evil.example', '/me'],
    ['/a b', '/me'],
    ['/x\r\nset-cookie: a=b', '/me'],
    ['javascript:alert(1)', '/me'],
    ['', '/me'],
    [undefined, '/me'],
  ])('lead back to %s as %s', (to, safe) => {
    expect(paths.safeBack(to, '/me')).toBe(safe);
  });
});

import { z } from 'zod';
import { type Route, route } from '../../../kernel/route.ts';
import { done } from '../../../kernel/outcome.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { Ground } from '../needs.ts';
import { askPage, verificationPage } from '../portal/verify-page.ts';
import { licencesProblems } from '../problems.ts';
import { trustFile } from '../trust.ts';
import { verifyOnline } from '../use-cases/verify-online.ts';
import { askVerificationView, keysView, verificationView } from '../views.ts';

export const everybody = {
  public: ['collection'],
  citizen: ['collection'],
  clerk: ['collection'],
  approver: ['collection'],
  auditor: ['collection'],
  admin: ['collection'],
} as const;

const code = z.string().max(40).optional();

/** Verification without signing in: a page to ask on, the answer by its own address (the QR code), and the public keys. */
export function publicRoutes(ground: Ground): readonly Route[] {
  return [ask(ground), verify(ground), keys(ground)];
}

function ask(ground: Ground): Route {
  return route({
    name: 'licences.ask-verification',
    method: 'GET',
    path: null,
    title: words('证照核验', 'Verify a licence'),
    who: everybody,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: z.strictObject({ identifier: z.string().max(300).optional(), c: code }),
    body: noBody,
    view: askVerificationView,
    problems: licencesProblems,
    run: async (deed, { query }) => {
      const asked = query.identifier?.trim() || null;
      if (asked === null) return done({ result: null, asked, refusal: null });
      const verified = await verifyOnline(ground, deed, asked, query.c || null);
      if (verified.ok) return done({ result: mutable(verified.value), asked, refusal: null });
      const row = licencesProblems[verified.refusal.kind];
      const detail = verified.refusal.kind === 'licence-identifier-wrong' ? verified.refusal.words : licencesProblems['licence-identifier-unknown'].detail?.(verified.refusal as never);
      return done({ result: null, asked, refusal: { title: row.title as ReturnType<typeof words>, detail: detail ?? null } });
    },
    page: { path: '/verify', render: askPage },
  });
}

function verify(ground: Ground): Route {
  return route({
    name: 'licences.verify',
    method: 'GET',
    path: '/api/verify/:identifier',
    title: words('核验一份证照', 'Verify one licence'),
    who: everybody,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: z.strictObject({ identifier: z.string().max(300) }),
    query: z.strictObject({ c: code }),
    body: noBody,
    view: verificationView,
    problems: licencesProblems,
    run: async (deed, { params, query }) => {
      const verified = await verifyOnline(ground, deed, params.identifier, query.c || null);
      return verified.ok ? done(mutable(verified.value)) : verified;
    },
    page: { path: '/verify/:identifier', render: verificationPage },
  });
}

function keys(ground: Ground): Route {
  return route({
    name: 'licences.public-keys',
    method: 'GET',
    path: '/api/licence-keys',
    title: words('证照签发公钥', 'Public keys of licences'),
    who: everybody,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: keysView,
    problems: licencesProblems,
    run: async () => {
      const trust = await trustFile(ground);
      return done({ ...trust, keys: [...trust.keys], logVerifiers: [...trust.logVerifiers] });
    },
  });
}

function mutable<V extends { readonly checks: readonly unknown[]; readonly face: readonly unknown[] }>(verification: V) {
  return { ...verification, checks: [...verification.checks] as V['checks'][number][], face: [...verification.face] as V['face'][number][] };
}

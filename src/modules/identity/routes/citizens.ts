import { z } from 'zod';
import type { Id } from '../../../kernel/brand.ts';
import { done } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { IdentityGround } from '../ground.ts';
import * as paths from '../paths.ts';
import { accountProblems } from '../problems.ts';
import { recover } from '../use-cases/recover.ts';
import { registerCitizen } from '../use-cases/register-citizen.ts';
import { requestCode } from '../use-cases/request-code.ts';
import { signInByCode, signInCitizen } from '../use-cases/sign-in-citizen.ts';
import { codeRequested, sessionOpened } from '../views.ts';
import { back, cookieOf, digits, everyone, findsAccount, name, number, password, phone, request, valueOf, valuesOf } from './common.ts';

const common = { ...findsAccount, method: 'POST', who: everyone, relation: 'collection', audit: 'event', params: noParams, query: noQuery, problems: accountProblems } as const;

/** The doors of citizens' own accounts: each asks for nothing but what it needs, and answers strangers alike. */
export function citizenRoutes(ground: IdentityGround): readonly Route[] {
  return [...codeRequests(ground), signInWithPassword(ground), signInWithCode(ground), registration(ground), recovery(ground)];
}

/** One declaration for programs; on the pages each purpose has its own form. */
function codeRequests(ground: IdentityGround): readonly Route[] {
  const declare = (at: 'sign-in' | 'recover' | 'register', form: { path: string; then: (view: { request: string; back: string | null }) => string; again: (back: string | undefined) => string }) =>
    route({
      ...common,
      name: `identity.request-code-to-${at}`,
      path: `/api/identity/one-time-codes/${at}`,
      title: words('获取短信验证码', 'Ask for a one-time code by phone'),
      limit: 'one-time-code',
      body: at === 'register' ? z.strictObject({ phone, back }) : z.strictObject({ number, back }),
      view: codeRequested,
      run: async (deed, { body }) => {
        const input = 'phone' in body ? { purpose: 'register' as const, phone: body.phone } : { purpose: at === 'recover' ? ('recover' as const) : ('sign-in' as const), number: body.number };
        const asked = await requestCode(ground, deed, input);
        return asked.ok ? done({ ...asked.value, back: body.back ?? null }) : asked;
      },
      form: {
        path: form.path,
        read: (fields) => valuesOf(fields, [at === 'register' ? 'phone' : 'number', 'back']),
        then: form.then,
        again: (_params, fields) => form.again(valueOf(fields, 'back')),
      },
    });
  return [
    declare('sign-in', { path: '/sign-in/phone', then: (view) => paths.signInByPhone(view.back ?? undefined, view.request), again: (to) => paths.signInByPhone(to) }),
    declare('recover', { path: '/recover', then: (view) => paths.recover(view.request), again: () => paths.recover() }),
    declare('register', { path: '/register', then: (view) => paths.register(view.back ?? undefined, view.request), again: (to) => paths.register(to) }),
  ];
}

function signInWithPassword(ground: IdentityGround): Route {
  return route({
    ...common,
    name: 'identity.sign-in',
    path: '/api/identity/sessions',
    title: words('登录', 'Sign in'),
    limit: 'sign-in',
    body: z.strictObject({ number, password, back }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await signInCitizen(ground, deed, body);
      return opened.ok ? done({ ...opened.value, next: paths.safeBack(body.back, paths.me()) }) : opened;
    },
    cookie: cookieOf(ground.handover),
    form: {
      path: '/sign-in',
      read: (fields) => valuesOf(fields, ['number', 'password', 'back']),
      then: (view) => view.next,
      again: (_params, fields) => paths.signIn(valueOf(fields, 'back')),
    },
  });
}

function signInWithCode(ground: IdentityGround): Route {
  return route({
    ...common,
    name: 'identity.sign-in-by-code',
    path: '/api/identity/sessions/by-code',
    title: words('用短信验证码登录', 'Sign in with a code by phone'),
    limit: 'sign-in',
    body: z.strictObject({ request, code: digits, back }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await signInByCode(ground, deed, { request: body.request as Id<'OneTimeCode'>, code: body.code });
      return opened.ok ? done({ ...opened.value, next: paths.safeBack(body.back, paths.me()) }) : opened;
    },
    cookie: cookieOf(ground.handover),
    form: {
      path: '/sign-in/code',
      read: (fields) => valuesOf(fields, ['request', 'code', 'back']),
      then: (view) => view.next,
      again: (_params, fields) => paths.signInByPhone(valueOf(fields, 'back'), uuidOf(valueOf(fields, 'request'))),
    },
  });
}

function registration(ground: IdentityGround): Route {
  return route({
    ...common,
    name: 'identity.register',
    path: '/api/identity/citizens',
    title: words('注册', 'Register'),
    limit: 'sign-in',
    body: z.strictObject({ request, code: digits, number, name, password, back }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await registerCitizen(ground, deed, { ...body, request: body.request as Id<'OneTimeCode'> });
      return opened.ok ? done({ ...opened.value, next: paths.safeBack(body.back, paths.me()) }) : opened;
    },
    cookie: cookieOf(ground.handover),
    form: {
      path: '/register/account',
      read: (fields) => valuesOf(fields, ['request', 'code', 'number', 'name', 'password', 'back']),
      then: (view) => view.next,
      again: (_params, fields) => paths.register(valueOf(fields, 'back'), uuidOf(valueOf(fields, 'request'))),
    },
  });
}

function recovery(ground: IdentityGround): Route {
  return route({
    ...common,
    name: 'identity.recover',
    path: '/api/identity/recovery',
    title: words('重设密码', 'Set a new password'),
    limit: 'sign-in',
    body: z.strictObject({ request, code: digits, password }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await recover(ground, deed, { ...body, request: body.request as Id<'OneTimeCode'> });
      return opened.ok ? done({ ...opened.value, next: paths.me() }) : opened;
    },
    cookie: cookieOf(ground.handover),
    form: {
      path: '/recover/password',
      read: (fields) => valuesOf(fields, ['request', 'code', 'password']),
      then: (view) => view.next,
      again: (_params, fields) => paths.recover(uuidOf(valueOf(fields, 'request'))),
    },
  });
}

/** A page must open again whatever was posted to it. */
function uuidOf(text: string | undefined): string | undefined {
  return z.uuid().safeParse(text).success ? text : undefined;
}

import { z } from 'zod';
import type { PostId, SessionId } from '../../../kernel/asker.ts';
import { done } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { IdentityGround } from '../ground.ts';
import * as paths from '../paths.ts';
import { mePage } from '../portal/me.ts';
import { accountProblems } from '../problems.ts';
import { openSessionsOf } from '../sql/sessions.ts';
import { choosePost } from '../use-cases/choose-post.ts';
import { whoAmI } from '../use-cases/me.ts';
import { proveAgain } from '../use-cases/prove-again.ts';
import { signInStaff } from '../use-cases/sign-in-staff.ts';
import { endOwnSession, signOut } from '../use-cases/sign-out.ts';
import { me, sessionEnded, sessionOpened } from '../views.ts';
import { anyStaff, asSignedIn, asStaff, back, cookieOf, everyone, findsAccount, number, password, signedIn, valueOf, valuesOf } from './common.ts';

const totp = z.string().min(1, '请填写动态口令|Enter the one-time password').max(20);
const writing = { method: 'POST', audit: 'event', params: noParams, query: noQuery, problems: accountProblems } as const;

/** Sessions of staff and citizens alike: who is here, in which capacity, until when. */
export function sessionRoutes(ground: IdentityGround): readonly Route[] {
  return [whoIsHere(ground), staffSignIn(ground), chooseAnotherPost(ground), freshProof(ground), leaving(), endElsewhere()];
}

function whoIsHere(ground: IdentityGround): Route {
  return route({
    name: 'identity.me',
    method: 'GET',
    path: '/api/identity/me',
    title: words('我的信息', 'My data'),
    who: signedIn,
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: me,
    reveals: { citizen: ['person-name'], clerk: ['person-name'], approver: ['person-name'], auditor: ['person-name'], admin: ['person-name'] },
    problems: accountProblems,
    run: (deed) => whoAmI(ground, asSignedIn(deed)),
    page: { path: paths.me(), render: mePage },
  });
}

function staffSignIn(ground: IdentityGround): Route {
  return route({
    ...writing,
    ...findsAccount,
    name: 'identity.sign-in-staff',
    path: '/api/identity/staff-sessions',
    title: words('工作人员登录', 'Sign in as staff'),
    who: everyone,
    relation: 'collection',
    limit: 'sign-in',
    body: z.strictObject({ number, password, totp, back }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await signInStaff(ground, deed, body);
      return opened.ok ? done({ session: opened.value.session, next: paths.safeBack(body.back, paths.desk()) }) : opened;
    },
    cookie: cookieOf(ground.handover),
    form: {
      path: '/desk/sign-in',
      read: (fields) => valuesOf(fields, ['number', 'password', 'totp', 'back']),
      then: (view) => view.next,
      again: (_params, fields) => paths.staffSignIn(valueOf(fields, 'back')),
    },
  });
}

function chooseAnotherPost(ground: IdentityGround): Route {
  return route({
    ...writing,
    name: 'identity.choose-post',
    path: '/api/identity/post',
    title: words('切换岗位', 'Choose the post to work in'),
    who: anyStaff,
    relation: 'collection',
    limit: 'write',
    body: z.strictObject({ post: z.uuid() }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await choosePost(ground, asStaff(deed), body.post as PostId);
      return opened.ok ? done({ ...opened.value, next: paths.desk() }) : opened;
    },
    cookie: cookieOf(ground.handover),
  });
}

function freshProof(ground: IdentityGround): Route {
  return route({
    ...writing,
    name: 'identity.prove-again',
    path: '/api/identity/proof',
    title: words('重新验证身份', 'Prove your identity again'),
    who: anyStaff,
    relation: 'collection',
    limit: 'sign-in',
    body: z.strictObject({ password, totp }),
    view: sessionOpened,
    run: async (deed, { body }) => {
      const opened = await proveAgain(ground, asStaff(deed), body);
      return opened.ok ? done({ ...opened.value, next: paths.desk() }) : opened;
    },
    cookie: cookieOf(ground.handover),
  });
}

function leaving(): Route {
  return route({
    ...writing,
    name: 'identity.sign-out',
    path: '/api/identity/sign-out',
    title: words('退出登录', 'Sign out'),
    who: signedIn,
    relation: 'collection',
    limit: 'write',
    body: noBody,
    view: sessionEnded,
    run: async (deed) => {
      const ended = await signOut(asSignedIn(deed));
      return ended.ok ? done({ ...ended.value, next: paths.home() }) : ended;
    },
    cookie: () => ({ session: null }),
    form: { path: paths.signOut(), read: () => undefined, then: () => paths.home(), again: () => paths.me() },
  });
}

function endElsewhere(): Route {
  return route({
    ...writing,
    name: 'identity.end-session',
    path: '/api/identity/sessions/:session/end',
    title: words('结束其他设备的登录', 'End a session on another device'),
    who: { citizen: ['own'], clerk: ['own'], approver: ['own'], auditor: ['own'], admin: ['own'] },
    relation: async (deed, { params }) => {
      const open = await openSessionsOf(deed.tx, asSignedIn(deed).asker.account);
      return open.some((session) => session.id === params.session) ? 'own' : 'none';
    },
    limit: 'write',
    params: z.strictObject({ session: z.uuid() }),
    body: noBody,
    view: sessionEnded,
    run: async (deed, { params }) => {
      const ended = await endOwnSession(asSignedIn(deed), params.session as SessionId);
      return ended.ok ? done({ ...ended.value, next: paths.me() }) : ended;
    },
    form: { path: '/me/sessions/:session/end', read: () => undefined, then: () => paths.me(), again: () => paths.me() },
  });
}

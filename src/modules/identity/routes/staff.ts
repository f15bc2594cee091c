import { z } from 'zod';
import type { AccountId, OfficeId, PersonId, PostId, Relation } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import { reachOf } from '../domain/post.ts';
import type { IdentityGround } from '../ground.ts';
import * as paths from '../paths.ts';
import type { Place } from '../place.ts';
import { invitationPage } from '../portal/invitation.ts';
import { accountProblems, staffProblems } from '../problems.ts';
import { findAccount } from '../sql/accounts.ts';
import { findPost, postsOf } from '../sql/posts.ts';
import { acceptInvitation, showInvitation } from '../use-cases/accept-invitation.ts';
import { grantPost, revokePost } from '../use-cases/grant-post.ts';
import { inviteStaff } from '../use-cases/invite-staff.ts';
import { listStaff } from '../use-cases/list-staff.ts';
import { suspend } from '../use-cases/suspend-account.ts';
import { dayText, invitationShown, invited, items, offices, role, staff } from '../views.ts';
import { asStaff, digits, everyone, findsAccount, name, number, password, phone, valuesOf } from './common.ts';

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const administrators = { admin: ['office', 'region'] } as const;

/** What administrators do for their offices, and what the invited do for themselves. */
export function staffRoutes(ground: IdentityGround): readonly Route[] {
  return [officeList(ground), staffList(ground), invitation(ground), ...invitationPages(ground), suspension(ground), grant(ground), revocation(ground)];
}

function reach(place: Place, deed: Deed, office: OfficeId): Relation {
  const found = place.tree.find(office);
  return found === null ? 'none' : reachOf(place.tree, deed.asker, office, found.region);
}

function officeList({ place }: IdentityGround): Route {
  return route({
    name: 'identity.offices',
    method: 'GET',
    path: '/api/identity/offices',
    title: words('机构目录', 'The offices of the city'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: offices,
    problems: staffProblems,
    run: async () =>
      done({ offices: place.tree.all.map(({ id, slug, kind, name: of, region, creditCode, phone: tel, parent }) => ({ id, slug, kind, name: of, region, creditCode, phone: tel, parent })) }),
  });
}

function staffList(ground: IdentityGround): Route {
  return route({
    name: 'identity.staff',
    method: 'GET',
    path: '/api/identity/offices/:office/staff',
    title: words('单位人员与岗位', 'People and posts of an office'),
    who: administrators,
    relation: async (deed, { params }) => reach(ground.place, deed, params.office as OfficeId),
    limit: 'read',
    audit: 'event',
    params: z.strictObject({ office: z.uuid() }),
    query: noQuery,
    body: noBody,
    view: staff,
    reveals: { admin: ['person-name'] },
    problems: staffProblems,
    run: (deed, { params }) => listStaff(ground, deed, params.office as OfficeId),
  });
}

function invitation(ground: IdentityGround): Route {
  return route({
    name: 'identity.invite',
    method: 'POST',
    path: '/api/identity/invitations',
    title: words('邀请工作人员', 'Invite a member of staff'),
    who: { admin: ['collection'] },
    relation: 'collection',
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ number, name, phone }),
    view: invited,
    problems: staffProblems,
    run: async (deed, { body }) => {
      const sent = await inviteStaff(ground, deed, body);
      if (!sent.ok) return sent;
      const { person, account, expiresAt } = sent.value;
      return done({ person, account, path: paths.invitation(sent.value.token), expiresAt: expiresAt.toISOString() });
    },
  });
}

function invitationPages(ground: IdentityGround): readonly Route[] {
  return [
    route({
      ...findsAccount,
      name: 'identity.invitation',
      method: 'GET',
      path: '/api/identity/invitations/:token',
      title: words('工作人员账号启用', 'Activate a staff account'),
      who: everyone,
      relation: 'collection',
      limit: 'public',
      audit: 'event',
      params: z.strictObject({ token }),
      query: noQuery,
      body: noBody,
      view: invitationShown,
      problems: accountProblems,
      run: async (deed, { params }) => {
        const shown = await showInvitation(ground, deed, params.token);
        return shown.ok ? done({ ...shown.value, token: params.token }) : shown;
      },
      page: { path: '/invitation/:token', render: invitationPage },
    }),
    route({
      ...findsAccount,
      name: 'identity.accept-invitation',
      method: 'POST',
      path: '/api/identity/invitations/:token/acceptance',
      title: words('设置密码和动态口令', 'Set password and second factor'),
      who: everyone,
      relation: 'collection',
      limit: 'sign-in',
      audit: 'event',
      params: z.strictObject({ token }),
      query: noQuery,
      body: z.strictObject({ code: digits, password, totp: digits }),
      view: z.object({ accepted: z.literal(true) }),
      problems: accountProblems,
      run: (deed, { params, body }) => acceptInvitation(ground, deed, params.token, body),
      form: {
        path: '/invitation/:token',
        read: (fields) => valuesOf(fields, ['code', 'password', 'totp']),
        then: () => paths.invitationAccepted(),
        again: (params) => paths.invitation(params.token),
      },
    }),
  ];
}

function suspension(ground: IdentityGround): Route {
  return route({
    name: 'identity.suspend',
    method: 'POST',
    path: '/api/identity/accounts/:account/suspension',
    title: words('停用人员账号', 'Suspend an account'),
    who: administrators,
    relation: async (deed, { params }) => {
      const account = await findAccount(deed.tx, params.account as AccountId);
      if (account === null || account.kind !== 'staff') return 'none';
      const reached = (await postsOf(deed.tx, account.person)).map((post) => reach(ground.place, deed, post.office));
      return reached.find((relation) => relation !== 'none') ?? 'none';
    },
    limit: 'write',
    audit: 'event',
    params: z.strictObject({ account: z.uuid() }),
    query: noQuery,
    body: z.strictObject({ reason: z.enum(['left', 'moved', 'misuse', 'lost-factor']) }),
    view: z.object({ account: z.uuid(), endedSessions: z.int() }),
    problems: staffProblems,
    run: (deed, { params, body }) => suspend(deed, params.account as AccountId, body.reason),
  });
}

const postWish = z.strictObject({
  person: z.uuid(),
  office: z.uuid(),
  role,
  region: z.string().regex(/^\d{12}$/, '区域代码为12位数字|A region has 12 digits'),
  items,
  window: z.string().regex(/^[A-Z0-9-]{1,20}$/).nullable(),
  from: dayText.nullable(),
  to: dayText.nullable(),
  deputyOf: z.uuid().nullable(),
});

function grant({ place }: IdentityGround): Route {
  return route({
    name: 'identity.grant-post',
    method: 'POST',
    path: '/api/identity/posts',
    title: words('授予岗位', 'Grant a post'),
    who: administrators,
    relation: async (deed, { body }) => reach(place, deed, body.office as OfficeId),
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: postWish,
    view: z.object({ post: z.uuid() }),
    problems: staffProblems,
    run: (deed, { body }) =>
      grantPost(place, asStaff(deed), { ...body, person: body.person as PersonId, office: body.office as OfficeId, deputyOf: body.deputyOf as PostId | null }),
  });
}

function revocation({ place }: IdentityGround): Route {
  return route({
    name: 'identity.revoke-post',
    method: 'POST',
    path: '/api/identity/posts/:post/end',
    title: words('撤销岗位', 'Take a post away'),
    who: administrators,
    relation: async (deed, { params }) => {
      const post = await findPost(deed.tx, params.post as PostId);
      return post === null ? 'none' : reach(place, deed, post.office);
    },
    limit: 'write',
    audit: 'event',
    params: z.strictObject({ post: z.uuid() }),
    query: noQuery,
    body: noBody,
    view: z.object({ post: z.uuid() }),
    problems: staffProblems,
    run: (deed, { params }) => revokePost(asStaff(deed), params.post as PostId),
  });
}

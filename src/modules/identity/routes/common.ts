import { z } from 'zod';
import type { Deed } from '../../../kernel/deed.ts';
import type { SessionId, SignedIn, StaffAsker } from '../../../kernel/asker.ts';
import type { CookieChange, FormDoor } from '../../../kernel/route.ts';
import type { Handover } from '../handover.ts';

const collection = ['collection'] as const;
export const signedIn = { citizen: collection, clerk: collection, approver: collection, auditor: collection, admin: collection };
export const everyone = { public: collection, ...signedIn };
/** Before a sign-in nobody is known yet: the deed finds the account by what was typed, and proves it. */
export const findsAccount = { asOwner: 'finds an account by what was typed, before anybody is known' } as const;
export const anyStaff = { clerk: collection, approver: collection, auditor: collection, admin: collection };

export const password = z.string().min(1, '请填写密码|Enter the password').max(512);
export const number = z.string().min(1, '请填写公民身份号码|Enter the ID number').max(40);
export const name = z.string().min(1, '请填写姓名|Enter the name').max(200);
export const phone = z.string().min(1, '请填写手机号|Enter the mobile number').max(40);
export const digits = z.string().min(1, '请填写验证码|Enter the code').max(20);
export const back = z.string().max(500).optional();
/** the id that the request for a code answered */
export const request = z.uuid('请先获取验证码|Ask for a code first');

/** @throws when a route let in somebody without a session: its cells are wrong */
export function asSignedIn(deed: Deed): Deed<SignedIn> {
  if (deed.asker.role === 'public') throw new Error('the route lets nobody in without a session');
  return deed as Deed<SignedIn>;
}

/** @throws when a route let in somebody who is no staff: its cells are wrong */
export function asStaff(deed: Deed): Deed<StaffAsker> {
  if (deed.asker.role === 'public' || deed.asker.role === 'citizen') throw new Error('the route lets in staff only');
  return deed as Deed<StaffAsker>;
}

/** The cookie of a session that was just opened; none when its token is gone (an old answer sent again). */
export function cookieOf(handover: Handover): (view: { readonly session: string }) => CookieChange | null {
  return (view) => {
    const token = handover.tokenOf(view.session as SessionId);
    return token === null ? null : { session: token };
  };
}

type Fields = Parameters<FormDoor<unknown, unknown>['read']>[0];

/** One value of a posted form; what was left empty is absent. */
export function valueOf(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  const one = typeof value === 'string' ? value : value?.[0];
  return one === undefined || one === '' ? undefined : one;
}

/** The named values of a form, for schemas that say what is missing. */
export function valuesOf(fields: Fields, names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((field) => [field, valueOf(fields, field)]).filter(([, value]) => value !== undefined));
}

import type { z } from 'zod';
import { type Reading, reading, type Writing, writing } from '../../../desk/api.ts';
import type { invited, me as meView, offices as officesView, reading as readingView, readers as readersView, sessionOpened, staff as staffView } from '../views.ts';

export type Me = z.output<typeof meView>;
export type MyPost = Me['posts'][number];
export type Office = z.output<typeof officesView>['offices'][number];
export type StaffPost = z.output<typeof staffView>['staff'][number];
export type CardReader = z.output<typeof readersView>['readers'][number];
export type CardReadingView = z.output<typeof readingView>;
export type Invited = z.output<typeof invited>;
type Opened = z.output<typeof sessionOpened>;

export const me = (): Reading<Me> => reading('/api/identity/me');
export const choosePost = (): Writing<Opened, { readonly post: string }> => writing('/api/identity/post');
export const proveAgain = (): Writing<Opened, { readonly password: string; readonly totp: string }> => writing('/api/identity/proof');
export const signOut = (): Writing<{ readonly ended: true }, undefined> => writing('/api/identity/sign-out');

export const openReading = (): Writing<{ readonly challenge: string; readonly expiresAt: string }, { readonly case: string }> => writing('/api/identity/readings');
export const cardReading = (challenge: string): Reading<CardReadingView> => reading(`/api/identity/readings/${challenge}`);

export const offices = (): Reading<{ readonly offices: readonly Office[] }> => reading('/api/identity/offices');
export const staffOf = (office: string): Reading<{ readonly staff: readonly StaffPost[] }> => reading(`/api/identity/offices/${office}/staff`);
export const invite = (): Writing<Invited, { readonly number: string; readonly name: string; readonly phone: string }> => writing('/api/identity/invitations');

export interface PostWish {
  readonly person: string;
  readonly office: string;
  readonly role: MyPost['role'];
  readonly region: string;
  readonly items: '*' | readonly string[];
  readonly window: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly deputyOf: string | null;
}
export const grantPost = (): Writing<{ readonly post: string }, PostWish> => writing('/api/identity/posts');
export const endPost = (post: string): Writing<{ readonly post: string }, undefined> => writing(`/api/identity/posts/${post}/end`);

export const suspensionReasons = ['left', 'moved', 'misuse', 'lost-factor'] as const;
export const suspendAccount = (account: string): Writing<{ readonly account: string; readonly endedSessions: number }, { readonly reason: (typeof suspensionReasons)[number] }> =>
  writing(`/api/identity/accounts/${account}/suspension`);

export const readers = (): Reading<{ readonly readers: readonly CardReader[] }> => reading('/api/identity/readers');
export interface ReaderEntry {
  readonly id: string;
  readonly office: string;
  readonly window: string;
  readonly serial: string;
  readonly model: string;
  readonly publicKey: string;
}
export const registerReader = (): Writing<{ readonly reader: string }, ReaderEntry> => writing('/api/identity/readers');
export const suspendReader = (reader: string): Writing<object, undefined> => writing(`/api/identity/readers/${reader}/suspension`);

import type { Id } from './brand.ts';

/** The capacity in which somebody asks. It comes from the post in use, never from a column of the account. */
export const roles = ['public', 'citizen', 'clerk', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** How the asker stands to the object of a request; found inside the deed's transaction, after the row is locked. */
export const relations = ['own', 'office', 'region', 'mandate', 'collection', 'none'] as const;
export type Relation = (typeof relations)[number];

/** Real-name levels: L0 registered, L1 mobile checked, L2 number and name agree with the register, L3 card read. */
export const realNameLevels = ['L0', 'L1', 'L2', 'L3'] as const;
export type RealNameLevel = (typeof realNameLevels)[number];

export type PersonId = Id<'Person'>;
export type AccountId = Id<'Account'>;
export type SessionId = Id<'Session'>;
export type PostId = Id<'Post'>;
export type OfficeId = Id<'Office'>;

/** Who is asking, as the edge found it out; `public` is somebody without a session. */
export type Asker =
  | { readonly role: 'public' }
  | {
      readonly role: 'citizen';
      readonly account: AccountId;
      readonly person: PersonId;
      readonly session: SessionId;
      readonly realNameLevel: RealNameLevel;
    }
  | StaffAsker;

export interface StaffAsker {
  readonly role: 'clerk' | 'approver' | 'auditor' | 'admin';
  readonly account: AccountId;
  readonly person: PersonId;
  readonly session: SessionId;
  readonly post: PostId;
  readonly office: OfficeId;
  /** 12 digits; the post reaches every place whose code begins with its significant digits */
  readonly region: string;
  /** item codes the post covers; '*' means all of the office */
  readonly items: readonly string[] | '*';
  /** the window the clerk sits at, for example W01 */
  readonly window: string | null;
  /** when the person last proved who they are with both factors */
  readonly authenticatedAt: Date;
}

export type SignedIn = Exclude<Asker, { role: 'public' }>;

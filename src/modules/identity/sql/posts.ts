import type { AccountId, OfficeId, PersonId, PostId } from '../../../kernel/asker.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Post } from '../contract.ts';
import { identityOf } from './tables.ts';

/** A post as stored; the name of its holder is added where it is wanted. */
export interface StoredPost extends Omit<Post, 'personName'> {
  readonly region: string;
  readonly window: string | null;
  readonly from: Day;
  readonly to: Day | null;
}

function posts(reader: Reader) {
  return identityOf(reader)
    .selectFrom('post')
    .select(['id', 'person', 'office', 'role', 'items', 'region', 'window_name as window', 'from_day as from', 'to_day as to', 'deputy_of as deputyOf'])
    .where('ended_at', 'is', null);
}

type PostRow = Omit<StoredPost, 'items'> & { readonly items: string[] | null };

function stored(row: PostRow): StoredPost {
  return { ...row, items: row.items ?? '*' };
}

export async function findPost(reader: Reader, post: PostId): Promise<StoredPost | null> {
  const row = await posts(reader).where('id', '=', post).executeTakeFirst();
  return row ? stored(row) : null;
}

export async function postsOf(reader: Reader, person: PersonId): Promise<readonly StoredPost[]> {
  return (await posts(reader).where('person', '=', person).orderBy('created_at').orderBy('id').execute()).map(stored);
}

/** Posts of people whose staff account is not suspended: somebody who left is on duty nowhere. */
function postsOfActive(reader: Reader, role: Post['role']) {
  return identityOf(reader)
    .selectFrom('post')
    .innerJoin('account', (join) => join.onRef('account.person', '=', 'post.person').on('account.kind', '=', 'staff').on('account.state', '=', 'active'))
    .select([
      'post.id',
      'post.person',
      'post.office',
      'post.role',
      'post.items',
      'post.region',
      'post.window_name as window',
      'post.from_day as from',
      'post.to_day as to',
      'post.deputy_of as deputyOf',
      'account.id as account',
    ])
    .where('post.role', '=', role)
    .where('post.ended_at', 'is', null)
    .orderBy('post.created_at')
    .orderBy('post.id');
}

export async function postsOfOffice(reader: Reader, office: OfficeId, role: Post['role']): Promise<readonly StoredPost[]> {
  return (await postsOfActive(reader, role).where('post.office', '=', office).execute()).map(({ account: _, ...row }) => stored(row));
}

export async function postsOfRole(reader: Reader, role: Post['role']): Promise<readonly (StoredPost & { account: AccountId })[]> {
  return (await postsOfActive(reader, role).limit(500).execute()).map((row) => ({ ...stored(row), account: row.account }));
}

export interface StaffRow extends StoredPost {
  readonly account: AccountId;
  readonly state: 'active' | 'suspended';
  readonly enrolled: boolean;
}

export async function staffOfOffice(reader: Reader, office: OfficeId): Promise<readonly StaffRow[]> {
  const rows = await identityOf(reader)
    .selectFrom('post')
    .innerJoin('account', (join) => join.onRef('account.person', '=', 'post.person').on('account.kind', '=', 'staff'))
    .select([
      'post.id',
      'post.person',
      'post.office',
      'post.role',
      'post.items',
      'post.region',
      'post.window_name as window',
      'post.from_day as from',
      'post.to_day as to',
      'post.deputy_of as deputyOf',
      'account.id as account',
      'account.state',
      'account.password',
    ])
    .where('post.office', '=', office)
    .where('post.ended_at', 'is', null)
    .orderBy('post.created_at')
    .orderBy('post.id')
    .limit(500)
    .execute();
  return rows.map(({ password, ...row }) => ({ ...stored(row), account: row.account, state: row.state, enrolled: password !== null }));
}

export interface NewPost extends StoredPost {
  readonly instance: string;
  readonly grantedBy: AccountId | null;
  readonly now: Date;
}

/** @returns false when the person holds this post of the office without an end already, or it has been loaded before */
export async function insertPost(tx: Tx, post: NewPost): Promise<boolean> {
  const result = await identityOf(tx)
    .insertInto('post')
    .values({
      id: post.id,
      instance: post.instance,
      office: post.office,
      region: post.region,
      person: post.person,
      role: post.role,
      items: post.items === '*' ? null : [...post.items],
      window_name: post.window,
      from_day: post.from,
      to_day: post.to,
      deputy_of: post.deputyOf,
      granted_by: post.grantedBy,
      ended_by: null,
      ended_at: null,
      created_at: post.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function endPost(tx: Tx, post: PostId, by: AccountId, now: Date): Promise<boolean> {
  const result = await identityOf(tx)
    .updateTable('post')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', post)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

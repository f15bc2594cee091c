import type { AccountId, PersonId } from '../../../kernel/asker.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { AccountKind } from '../domain/session.ts';
import { identityOf } from './tables.ts';

export interface Account {
  readonly id: AccountId;
  readonly person: PersonId;
  readonly kind: AccountKind;
  readonly password: string | null;
  /** sealed */
  readonly totpSecret: string | null;
  readonly totpLastStep: number;
  readonly state: 'active' | 'suspended';
}

function accounts(reader: Reader) {
  return identityOf(reader)
    .selectFrom('account')
    .select(['id', 'person', 'kind', 'password', 'totp_secret as totpSecret', 'totp_last_step as totpLastStep', 'state']);
}

export async function findAccount(reader: Reader, account: AccountId): Promise<Account | null> {
  return (await accounts(reader).where('id', '=', account).executeTakeFirst()) ?? null;
}

export async function findAccountOf(reader: Reader, person: PersonId, kind: AccountKind): Promise<Account | null> {
  return (await accounts(reader).where('person', '=', person).where('kind', '=', kind).executeTakeFirst()) ?? null;
}

/** The account that was made first, for tours of a demo. */
export async function firstAccountOf(reader: Reader, kind: AccountKind): Promise<Account | null> {
  return (await accounts(reader).where('kind', '=', kind).where('state', '=', 'active').orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()) ?? null;
}

/** By the blind index of the citizen number. */
export async function findAccountByNumber(reader: Reader, numberIndex: Buffer, kind: AccountKind): Promise<Account | null> {
  const row = await identityOf(reader)
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person')
    .select([
      'account.id',
      'account.person',
      'account.kind',
      'account.password',
      'account.totp_secret as totpSecret',
      'account.totp_last_step as totpLastStep',
      'account.state',
    ])
    .where('person.citizen_number_index', '=', numberIndex)
    .where('account.kind', '=', kind)
    .executeTakeFirst();
  return row ?? null;
}

/** Sign-ins, suspensions and password changes of one account wait for each other here. */
export async function lockAccount(tx: Tx, account: AccountId): Promise<Account | null> {
  return (await accounts(tx).where('id', '=', account).forUpdate().executeTakeFirst()) ?? null;
}

export async function insertAccount(tx: Tx, account: { id: AccountId; person: PersonId; kind: AccountKind; password: string | null; now: Date }): Promise<boolean> {
  const result = await identityOf(tx)
    .insertInto('account')
    .values({
      id: account.id,
      person: account.person,
      kind: account.kind,
      password: account.password,
      totp_secret: null,
      state: 'active',
      suspended_at: null,
      suspended_by: null,
      created_at: account.now,
    })
    .onConflict((conflict) => conflict.constraint('account_of_kind').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function setPassword(tx: Tx, account: AccountId, password: string): Promise<void> {
  await identityOf(tx).updateTable('account').set({ password }).where('id', '=', account).execute();
}

/** Both factors at once: they are only ever set together, by the person who accepts an invitation. */
export async function setFactors(tx: Tx, account: AccountId, factors: { password: string; totpSecret: string; totpLastStep: number }): Promise<void> {
  await identityOf(tx)
    .updateTable('account')
    .set({
      password: factors.password,
      totp_secret: factors.totpSecret,
      totp_last_step: factors.totpLastStep,
      state: 'active',
      suspended_at: null,
      suspended_by: null,
    })
    .where('id', '=', account)
    .execute();
}

/** false when another request has taken this step or a later one: a code works once, also side by side. */
export async function takeTotpStep(tx: Tx, account: AccountId, step: number): Promise<boolean> {
  const result = await identityOf(tx)
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', account)
    .where('totp_last_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function suspendAccount(tx: Tx, account: AccountId, by: AccountId | null, now: Date): Promise<void> {
  await identityOf(tx)
    .updateTable('account')
    .set({ state: 'suspended', suspended_at: now, suspended_by: by })
    .where('id', '=', account)
    .where('state', '=', 'active')
    .execute();
}

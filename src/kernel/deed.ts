import type { Asker, PersonId } from './asker.ts';
import type { Id } from './brand.ts';
import type { Day } from './day.ts';
import type { Tx } from './db.ts';
import type { Locale } from './text.ts';

/** The object of an act as the audit book names it. */
export interface AuditObject {
  readonly kind: string;
  readonly id: string;
}

/** What a deed adds to the audit event that its route writes. Never a personal value: names of fields and digests only. */
export interface AuditFact {
  readonly object?: AuditObject;
  readonly case?: string;
  readonly item?: string;
  readonly fields?: readonly string[];
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A reading of somebody's personal data: the person can see it afterwards. */
export interface PersonalRead {
  readonly subject: PersonId;
  readonly fields: readonly string[];
  /** why: for example `case:review`, `prefill`, `licence:reuse` */
  readonly purpose: string;
  readonly case?: string;
}

/**
 * Everything a use case needs of its surroundings. One deed is one transaction; what a refused deed
 * wrote is rolled back, its messages are not sent, its hooks do not run.
 */
export interface Deed<A extends Asker = Asker> {
  readonly tx: Tx;
  readonly asker: A;
  readonly now: Date;
  readonly today: Day;
  readonly locale: Locale;
  readonly requestId: string;
  /** the token that forms and programs of this session send with a change; none outside a session */
  readonly csrf?: string;
  newId<Name extends string>(): Id<Name>;
  audit(fact: AuditFact): void;
  readsPersonal(read: PersonalRead): void;
  /** A message for the outbox, written in this transaction; handlers run after the commit, at least once. */
  emit(topic: string, payload: Readonly<Record<string, unknown>>): void;
  afterCommit(work: () => void): void;
}

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Asker, Relation } from '../asker.ts';
import { newId, type Clock } from '../clock.ts';
import { afterCommit, rawOf, type Database, type Tx } from '../db.ts';
import { masked } from '../masking.ts';
import type { AuditFact, Deed, PersonalRead } from '../deed.ts';
import { writeRemains, type Message } from '../finish.ts';
import type { Outcome, Refusal } from '../outcome.ts';
import { done, refuse } from '../outcome.ts';
import type { Binary, Route, RouteInput } from '../route.ts';
import { boundsOf } from '../row-security.ts';
import type { Locale } from '../text.ts';
import type { EdgeRefusal } from './faults.ts';

/** The house a deed runs in. */
export interface Ground {
  readonly database: Database;
  readonly clock: Clock;
  /** stored answers may hold personal values: they rest sealed */
  readonly seal: (actor: string, text: string) => string;
  readonly open: (actor: string, sealed: string) => string;
}

export interface Request {
  readonly asker: Asker;
  /** who owns the idempotency keys: the account, or a visitor's mark */
  readonly actor: string;
  readonly key: string | null;
  readonly locale: Locale;
  readonly requestId: string;
  readonly address: string | null;
  readonly csrf?: string;
}

export type Answer =
  | { readonly kind: 'done'; readonly view: unknown; readonly repeated: boolean }
  | { readonly kind: 'binary'; readonly binary: Binary }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'edge'; readonly refusal: EdgeRefusal };

class Undone extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('the deed was refused');
    this.answer = answer;
  }
}

/**
 * One request as one deed: idempotency key, relation of the asker to the locked row, the deed itself, then audit,
 * readings, messages and the stored answer, all in one transaction. Whatever is refused is rolled back whole.
 */
export async function perform(ground: Ground, route: Route, request: Request, input: RouteInput<unknown, unknown, unknown>): Promise<Answer> {
  const bounds = route.asOwner === undefined ? boundsOf(request.asker, ground.clock.today()) : null;
  if (route.method === 'GET') return ground.database.read((reader) => read(reader as Tx, ground.clock, route, request, input), bounds);
  try {
    return await ground.database.transact((tx) => write(tx, ground, route, request, input), bounds);
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    await recordRefusal(ground, route, request, error.answer);
    return error.answer;
  }
}

interface Notes {
  fact: AuditFact;
  readonly reads: PersonalRead[];
  readonly messages: Message[];
}

/** A deed over a transaction, with the notes it leaves. */
export function deedOver(tx: Tx, clock: Clock, request: Pick<Request, 'asker' | 'locale' | 'requestId' | 'csrf'>): { deed: Deed; notes: Notes } {
  const notes: Notes = { fact: {}, reads: [], messages: [] };
  const now = clock.now();
  const deed: Deed = {
    tx,
    asker: request.asker,
    now,
    today: clock.today(),
    locale: request.locale,
    requestId: request.requestId,
    ...(request.csrf === undefined ? {} : { csrf: request.csrf }),
    newId: () => newId(now),
    audit: (fact) => {
      notes.fact = { ...notes.fact, ...fact, detail: { ...notes.fact.detail, ...fact.detail } };
    },
    readsPersonal: (one) => {
      const own = request.asker.role !== 'public' && request.asker.person === one.subject;
      if (!own) notes.reads.push(one);
    },
    emit: (topic, payload) => {
      notes.messages.push({ topic, payload });
    },
    afterCommit: (work) => afterCommit(tx, work),
  };
  return { deed, notes };
}

async function read(tx: Tx, clock: Clock, route: Route, request: Request, input: RouteInput<unknown, unknown, unknown>): Promise<Answer> {
  const { deed, notes } = deedOver(tx, clock, request);
  const entry = await enter(route, deed, input);
  const answer = entry ?? (await run(route, deed, input));
  const denied = answer.kind === 'edge' && request.asker.role !== 'public';
  const audit = denied
    ? { name: route.name, result: 'denied' as const, fact: notes.fact }
    : route.audit === 'event' && answer.kind !== 'edge'
      ? { name: route.name, result: answer.kind === 'refused' ? ('refused' as const) : ('done' as const), fact: notes.fact }
      : null;
  // A reading that was refused has shown nothing, so there is no reading to note.
  const reads = answer.kind === 'done' || answer.kind === 'binary' ? notes.reads : [];
  await writeRemains(tx, { now: deed.now, asker: deed.asker, requestId: request.requestId, address: request.address, audit, reads, messages: [], idempotency: null });
  return answer;
}

async function write(tx: Tx, ground: Ground, route: Route, request: Request, input: RouteInput<unknown, unknown, unknown>): Promise<Answer> {
  const { deed, notes } = deedOver(tx, ground.clock, request);
  const claiming = request.key === null ? null : claimKey(tx, ground, route, request, input);
  // Asked for without waiting for the key, so that both travel in one journey; the database takes them in this order.
  const entering = Promise.allSettled([enter(route, deed, input)]);
  const earlier = await claiming;
  const [entered] = await entering;
  if (earlier) return earlier;
  if (entered.status === 'rejected') throw entered.reason;
  const entry = entered.value;
  if (entry) throw new Undone(entry);
  const answer = await run(route, deed, input);
  if (answer.kind === 'refused' || answer.kind === 'edge') throw new Undone(answer);
  await writeRemains(tx, {
    now: deed.now,
    asker: deed.asker,
    requestId: request.requestId,
    address: request.address,
    audit: { name: route.name, result: 'done', fact: notes.fact },
    reads: notes.reads,
    messages: notes.messages,
    idempotency: request.key === null ? null : { actor: request.actor, key: request.key, status: 200, answer: ground.seal(request.actor, JSON.stringify(answer.kind === 'done' ? answer.view : null)) },
  });
  return answer;
}

/** null when the asker may enter, else the edge's refusal: another's object is "not found". */
async function enter(route: Route, deed: Deed, input: RouteInput<unknown, unknown, unknown>): Promise<Answer | null> {
  const cells = route.who[deed.asker.role] ?? [];
  const relation: Relation = route.relation === 'collection' ? 'collection' : await route.relation(deed, input);
  if (relation !== 'none' && cells.includes(relation)) return null;
  return { kind: 'edge', refusal: { kind: 'not-found' } };
}

async function run(route: Route, deed: Deed, input: RouteInput<unknown, unknown, unknown>): Promise<Answer> {
  const outcome: Outcome<unknown, Refusal> = await route.run(deed, input);
  if (!outcome.ok) return { kind: 'refused', refusal: outcome.refusal };
  if (route.view === 'binary') return { kind: 'binary', binary: outcome.value as Binary };
  // A view is checked on the way out too: a column that slipped in is a fault here, not a leak there.
  return { kind: 'done', view: masked(route, deed.asker.role, route.view.parse(outcome.value)), repeated: false };
}

/**
 * First write of the transaction: a concurrent repeat waits here until the first one commits.
 * Same key and same content: the stored answer. Other content: refused.
 */
async function claimKey(tx: Tx, ground: Ground, route: Route, request: Request, input: RouteInput<unknown, unknown, unknown>): Promise<Answer | null> {
  const digest = digestOf(route, input);
  const claimed = await sql`insert into kernel.idempotency (actor, key, route, request_digest)
    values (${request.actor}, ${request.key}, ${route.name}, ${digest}) on conflict do nothing`.execute(rawOf(tx));
  if (claimed.numAffectedRows === 1n) return null;
  const stored = await sql<{ request_digest: Buffer; answer: string | null }>`select request_digest, answer
    from kernel.idempotency where actor = ${request.actor} and key = ${request.key}`.execute(rawOf(tx));
  const row = stored.rows[0];
  if (!row) throw new Undone({ kind: 'edge', refusal: { kind: 'busy' } });
  if (!row.request_digest.equals(digest)) throw new Undone({ kind: 'edge', refusal: { kind: 'idempotency-key-reused' } });
  return { kind: 'done', view: row.answer === null ? null : JSON.parse(ground.open(request.actor, row.answer)), repeated: true };
}

function digestOf(route: Route, input: RouteInput<unknown, unknown, unknown>): Buffer {
  const hash = createHash('sha256').update(route.name).update(JSON.stringify([input.params, input.query, input.body]) ?? '');
  if (input.upload) hash.update(input.upload.name).update(input.upload.bytes);
  return hash.digest();
}

async function recordRefusal({ database, clock }: Ground, route: Route, request: Request, answer: Answer): Promise<void> {
  if (answer.kind !== 'edge' && answer.kind !== 'refused') return;
  if (request.asker.role === 'public' && route.limit !== 'sign-in') return;
  const denied = answer.kind === 'edge';
  await database.read((reader) =>
    writeRemains(reader, {
      now: clock.now(),
      asker: request.asker,
      requestId: request.requestId,
      address: request.address,
      audit: { name: route.name, result: denied ? 'denied' : 'refused', fact: { detail: { refusal: answer.refusal.kind } } },
      reads: [],
      messages: [],
      idempotency: null,
    }),
  );
}

/** For deeds outside a request: jobs, topic handlers, the command line. */
export async function performAs<T, R extends Refusal>(
  database: Database,
  clock: Clock,
  name: string,
  asker: Asker,
  work: (deed: Deed) => Promise<Outcome<T, R>>,
): Promise<Outcome<T, R>> {
  try {
    return done(await database.transact((tx) => performIn(tx, clock, name, asker, work)));
  } catch (error) {
    if (error instanceof Undone && error.answer.kind === 'refused') return refuse(error.answer.refusal as R);
    throw error;
  }
}

/** The same in a transaction that is there already. @throws when the work refuses, so that the transaction is undone */
export async function performIn<T, R extends Refusal>(tx: Tx, clock: Clock, name: string, asker: Asker, work: (deed: Deed) => Promise<Outcome<T, R>>): Promise<T> {
  const request = { asker, locale: 'zh' as const, requestId: `${name}-${newId(clock.now())}` };
  const { deed, notes } = deedOver(tx, clock, request);
  const outcome = await work(deed);
  if (!outcome.ok) throw new Undone({ kind: 'refused', refusal: outcome.refusal });
  const silent = Object.keys(notes.fact).length === 0;
  await writeRemains(tx, { now: deed.now, asker, requestId: request.requestId, address: null, audit: silent ? null : { name, result: 'done', fact: notes.fact }, reads: notes.reads, messages: notes.messages, idempotency: null });
  return outcome.value;
}

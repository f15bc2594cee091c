import { z } from 'zod';
import type { OfficeId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import { done } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import { reachOf } from '../domain/post.ts';
import type { IdentityGround } from '../ground.ts';
import * as paths from '../paths.ts';
import { readerProblems, readingProblems, staffProblems } from '../problems.ts';
import { allReaders, findChallenge, findReader, setReaderState } from '../sql/readers.ts';
import { answerReading, pollChallenge } from '../use-cases/answer-reading.ts';
import { enterReader } from '../use-cases/enter-reader.ts';
import { openReading, readingStatus } from '../use-cases/open-reading.ts';
import { reading, readers } from '../views.ts';
import { asStaff, everyone, name, number } from './common.ts';

const readerId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const signature = z.string().max(200);
const instant = z.string().max(40);
/** Card readers are programs without cookies: their signature is their proof, whatever the role says. */
const readersOnly = { public: ['collection'] } as const;
const provesReader = { asOwner: 'a reader proves itself by its signature and reads for the case of a clerk' } as const;

export function readingRoutes(ground: IdentityGround): readonly Route[] {
  return [ask(ground), status(ground), time(), poll(), answer(ground), readerList(ground), entry(ground), suspension(ground)];
}

function ask(ground: IdentityGround): Route {
  return route({
    name: 'identity.open-reading',
    method: 'POST',
    path: '/api/identity/readings',
    title: words('请读卡器读身份证', 'Ask the reader for an ID card'),
    who: { clerk: ['collection'] },
    relation: 'collection',
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ case: z.uuid() }),
    view: z.object({ challenge: z.uuid(), expiresAt: z.string().max(30) }),
    problems: readingProblems,
    run: (deed, { body }) => openReading(ground, asStaff(deed), body.case),
  });
}

function status(ground: IdentityGround): Route {
  return route({
    name: 'identity.reading',
    method: 'GET',
    path: '/api/identity/readings/:challenge',
    title: words('读证结果', 'How the reading stands'),
    who: { clerk: ['own'] },
    relation: async (deed, { params }) => {
      const challenge = await findChallenge(deed.tx, params.challenge as Id<'ReadingChallenge'>);
      return challenge !== null && challenge.clerk === asStaff(deed).asker.account ? 'own' : 'none';
    },
    limit: 'read',
    audit: 'none',
    params: z.strictObject({ challenge: z.uuid() }),
    query: noQuery,
    body: noBody,
    view: reading,
    reveals: { clerk: ['person-name'] },
    problems: readingProblems,
    run: (deed, { params }) => readingStatus(ground, deed, params.challenge as Id<'ReadingChallenge'>),
  });
}

function time(): Route {
  return route({
    name: 'identity.reader-time',
    method: 'GET',
    path: paths.readerTime(),
    title: words('系统时间（读卡器校时）', 'The time here, for the clocks of readers'),
    who: everyone,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: z.object({ now: z.string().max(30) }),
    problems: readingProblems,
    run: async (deed) => done({ now: deed.now.toISOString() }),
  });
}

function poll(): Route {
  return route({
    ...provesReader,
    name: 'identity.reader-challenge',
    method: 'GET',
    path: paths.readerChallenge(':reader'),
    title: words('读卡器查询是否要读证', 'A reader asks whether a card is wanted'),
    who: readersOnly,
    relation: 'collection',
    limit: 'public',
    audit: 'none',
    params: z.strictObject({ reader: readerId }),
    query: z.strictObject({ at: instant, signature }),
    body: noBody,
    view: z.object({ challenge: z.object({ nonce: z.string().max(43), window: z.string().max(20), expiresAt: z.string().max(30) }).nullable() }),
    problems: readingProblems,
    run: (deed, { params, query }) => pollChallenge(deed, { reader: params.reader, path: paths.readerChallenge(params.reader), ...query }),
  });
}

function answer(ground: IdentityGround): Route {
  return route({
    ...provesReader,
    name: 'identity.reader-answer',
    method: 'POST',
    path: paths.readerAnswers(':reader'),
    title: words('读卡器交回读证结果', 'A reader hands over what it read'),
    who: readersOnly,
    relation: 'collection',
    limit: 'public',
    audit: 'event',
    params: z.strictObject({ reader: readerId }),
    query: noQuery,
    body: z.strictObject({ challenge: z.string().max(100), window: z.string().max(20), number, name, readAt: instant, signature }),
    view: z.object({ reading: z.uuid() }),
    problems: readingProblems,
    run: (deed, { params, body }) => answerReading(ground, deed, { ...body, reader: params.reader }),
  });
}

function readerList({ place }: IdentityGround): Route {
  return route({
    name: 'identity.readers',
    method: 'GET',
    path: '/api/identity/readers',
    title: words('登记的读卡器', 'Registered readers'),
    who: { admin: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: readers,
    problems: staffProblems,
    run: async (deed) => {
      const found = (await allReaders(deed.tx)).filter((one) => reachOf(place.tree, deed.asker, one.office, place.tree.find(one.office)?.region ?? '') !== 'none');
      return done({ readers: found.map(({ publicKey: _, seenAt, ...one }) => ({ ...one, seenAt: seenAt?.toISOString() ?? null })) });
    },
  });
}

function entry({ place }: IdentityGround): Route {
  return route({
    name: 'identity.register-reader',
    method: 'POST',
    path: '/api/identity/readers',
    title: words('登记读卡器', 'Register a reader with its key'),
    who: { admin: ['office', 'region'] },
    relation: async (deed, { body }) => {
      const found = place.tree.find(body.office as OfficeId);
      return found === null ? 'none' : reachOf(place.tree, deed.asker, found.id, found.region);
    },
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({
      id: readerId,
      office: z.uuid(),
      window: z.string().regex(/^[A-Z0-9-]{1,20}$/),
      serial: z.string().min(1).max(80),
      model: z.string().min(1).max(80),
      publicKey: z.string().max(400),
    }),
    view: z.object({ reader: z.string().max(40) }),
    problems: readerProblems,
    run: (deed, { body }) => enterReader(place, deed, { ...body, office: body.office as OfficeId }),
  });
}

function suspension({ place }: IdentityGround): Route {
  return route({
    name: 'identity.suspend-reader',
    method: 'POST',
    path: '/api/identity/readers/:reader/suspension',
    title: words('停用读卡器', 'Suspend a reader'),
    who: { admin: ['office', 'region'] },
    relation: async (deed, { params }) => {
      const found = await findReader(deed.tx, params.reader);
      return found === null ? 'none' : reachOf(place.tree, deed.asker, found.office, place.tree.find(found.office)?.region ?? '');
    },
    limit: 'write',
    audit: 'event',
    params: z.strictObject({ reader: readerId }),
    query: noQuery,
    body: noBody,
    view: z.object({ reader: z.string().max(40), state: z.literal('suspended') }),
    problems: staffProblems,
    run: async (deed, { params }) => {
      await setReaderState(deed.tx, params.reader, 'suspended');
      deed.audit({ object: { kind: 'card-reader', id: params.reader } });
      return done({ reader: params.reader, state: 'suspended' as const });
    },
  });
}

import { z } from 'zod';
import type { Relation } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { ReadingId } from '../../identity/contract.ts';
import type { Ground } from '../needs.ts';
import { copiesFormPath, licencesPath } from '../paths.ts';
import { licencesProblems } from '../problems.ts';
import { findCopy, lockCopy } from '../sql/copy.ts';
import { checkOriginal, copyFile, keepCopy, showCopy } from '../use-cases/copies.ts';
import { copyCheckedView, copyDetailView, copyKeptView } from '../views.ts';
import { citizenOf } from './holder.ts';
import { staffOf } from './office.ts';

const copyParams = z.strictObject({ copy: z.uuid() });
const ownOrWindow = { citizen: ['own'], clerk: ['office'] } as const;
const copyBytes = 10 * 1024 * 1024;

/** Copies that people bring themselves: C uploaded, D declared, and their way to B at a window. */
export function copyRoutes(ground: Ground): readonly Route[] {
  return [keep(ground), show(ground), file(ground), check(ground)];
}

/** The person's own copy, or any copy for a clerk who sits at a window, where people bring their originals. */
async function relationToCopy(deed: Deed, copy: string, writes: boolean): Promise<Relation> {
  const row = await (writes ? lockCopy(deed.tx, copy) : findCopy(deed.tx, copy));
  if (!row || deed.asker.role === 'public') return 'none';
  if (deed.asker.role === 'citizen') return row.person === deed.asker.person ? 'own' : 'none';
  return deed.asker.window === null ? 'none' : 'office';
}

const bodyText = z.string().trim();
const faceField = z.string().max(4_000);

function keep(ground: Ground): Route {
  return route({
    name: 'licences.keep-copy',
    method: 'POST',
    path: '/api/licence-copies',
    title: words('保存证照复印件', 'Keep a copy of a licence'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'upload',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({
      type: bodyText.min(1).max(60),
      number: bodyText.min(1, { error: '请填写证照编号|Give the number of the licence' }).max(128),
      validFrom: bodyText.max(10),
      validTo: bodyText.max(10).default(''),
      declared: z.union([z.boolean(), z.enum(['yes', 'no']).transform((value) => value === 'yes')]).default(false),
    }),
    upload: { field: 'file', maximumBytes: copyBytes },
    view: copyKeptView,
    problems: licencesProblems,
    run: (deed, { body, upload }) => keepCopy(ground, deed, citizenOf(deed), body, upload),
    form: { path: copiesFormPath, read: readCopyForm, then: () => licencesPath, again: () => licencesPath },
  });
}

function readCopyForm(fields: Readonly<Record<string, string | readonly string[]>>): unknown {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_') && name !== 'file'));
}

function show(ground: Ground): Route {
  return route({
    name: 'licences.show-copy',
    method: 'GET',
    path: '/api/licence-copies/:copy',
    title: words('证照复印件', 'A copy of a licence'),
    who: ownOrWindow,
    relation: (deed, { params }) => relationToCopy(deed, params.copy, false),
    limit: 'read',
    audit: 'event',
    params: copyParams,
    query: noQuery,
    body: noBody,
    view: copyDetailView,
    reveals: { citizen: ['person-name'], clerk: ['person-name'] },
    problems: licencesProblems,
    run: async (deed, { params }) => {
      const view = await showCopy(ground, deed, params.copy);
      return view ? done(view) : refuse({ kind: 'licence-unknown' as const });
    },
  });
}

function file(ground: Ground): Route {
  return route({
    name: 'licences.copy-file',
    method: 'GET',
    path: '/api/licence-copies/:copy/file',
    title: words('复印件文件', 'The file of a copy'),
    who: ownOrWindow,
    relation: (deed, { params }) => relationToCopy(deed, params.copy, false),
    limit: 'read',
    audit: 'event',
    params: copyParams,
    query: noQuery,
    body: noBody,
    view: 'binary',
    problems: licencesProblems,
    run: async (deed, { params }) => {
      const stored = await copyFile(ground, deed, params.copy);
      if (!stored) return refuse({ kind: 'licence-unknown' as const });
      deed.audit({ object: { kind: 'licence-copy', id: params.copy } });
      return done({ mediaType: stored.mediaType, fileName: stored.name, bytes: stored.bytes, inline: stored.mediaType !== 'application/pdf' });
    },
  });
}

function check(ground: Ground): Route {
  return route({
    name: 'licences.check-original',
    method: 'POST',
    path: '/api/licence-copies/:copy/check',
    title: words('与原件核对', 'Compare a copy with the original'),
    who: { clerk: ['office'] },
    relation: (deed, { params }) => relationToCopy(deed, params.copy, true),
    limit: 'write',
    audit: 'event',
    params: copyParams,
    query: noQuery,
    body: z.strictObject({ case: z.uuid(), reading: z.uuid(), face: z.record(z.string().max(60), faceField) }),
    view: copyCheckedView,
    problems: licencesProblems,
    run: (deed, { params, body }) => checkOriginal(ground, staffOf(deed), { copy: params.copy, case: body.case, reading: body.reading as ReadingId, face: body.face }),
  });
}

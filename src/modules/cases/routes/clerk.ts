import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { done } from '../../../kernel/outcome.ts';
import { route, type Route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { CasesNeeds } from '../needs.ts';
import { acceptCase } from '../use-cases/accept.ts';
import { identifyByCard } from '../use-cases/identify-by-card.ts';
import { listWork } from '../use-cases/list-cases.ts';
import { notAcceptCase } from '../use-cases/not-accept.ts';
import { openAtWindow } from '../use-cases/open-at-window.ts';
import { theCase } from '../use-cases/open-case.ts';
import { labelOf, tellCorrection } from '../use-cases/tell-correction.ts';
import { acceptedView, begunView, changedView, correctionView, identifiedView, workView } from '../views.ts';
import { asStaff, asView, caseParams, ofCase, onlyVersion, problems, reason, version } from './shared.ts';

/** What clerks do at the window and behind it, up to acceptance. */
export function clerkRoutes(needs: CasesNeeds): readonly Route[] {
  return [work(needs), open(needs), identify(needs), tell(needs), accept(needs), notAccept(needs)];
}

const clerk = { clerk: ['office'] } as const;
const mark = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/;

function work(needs: CasesNeeds): Route {
  return route({
    name: 'cases.work',
    method: 'GET',
    path: '/api/cases/work',
    title: words('待办', 'Work list'),
    who: { clerk: ['collection'], approver: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: z.strictObject({
      queue: z.enum(['window', 'acceptance', 'correction', 'decision', 'inspection']).default('acceptance'),
      light: z.enum(['green', 'yellow', 'red']).optional(),
      mine: z.enum(['yes', 'no']).default('no'),
      after: z.string().regex(mark).optional(),
    }),
    body: noBody,
    view: workView,
    problems,
    run: async (deed, { query }) => {
      const [, due, id] = mark.exec(query.after ?? '') ?? [];
      const after = due === undefined || id === undefined ? null : { due, id };
      return done(await listWork(needs, asStaff(deed), { queue: query.queue, light: query.light ?? null, mine: query.mine === 'yes', after }));
    },
  });
}

function open(needs: CasesNeeds): Route {
  return route({
    name: 'cases.open-at-window',
    method: 'POST',
    path: '/api/cases/window',
    title: words('窗口收件', 'Open a case at the window'),
    who: { clerk: ['collection'] },
    relation: 'collection',
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ item: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
    view: begunView,
    problems,
    run: async (deed, { body }) => {
      const opened = await openAtWindow(needs, asStaff(deed), body);
      return opened.ok ? done(asView(opened.value)) : opened;
    },
  });
}

function identify(needs: CasesNeeds): Route {
  return route({
    name: 'cases.identify',
    method: 'POST',
    path: '/api/cases/:case/identification',
    title: words('读取身份证核对申请人', 'Identify the applicant by card'),
    who: clerk,
    relation: ofCase(needs, 'write'),
    limit: 'register-look-up',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    // Only a reading: a citizen number is never taken in its place.
    body: z.strictObject({ version, reading: z.uuid(), organisation: z.string().max(18).nullable().default(null) }),
    view: identifiedView,
    reveals: { clerk: ['person-name'] },
    problems,
    run: async (deed, { body }) => {
      const identified = await identifyByCard(needs, asStaff(deed), theCase(deed), body);
      if (!identified.ok) return identified;
      const { organisations, outcomes, ...rest } = asView(identified.value);
      return done({ ...rest, organisations: [...organisations], outcomes: [...outcomes] });
    },
  });
}

const point = z.strictObject({ about: z.enum(['material', 'answer']), key: z.string().max(64), why: z.string().trim().min(2, { error: '请写明原因|Please say what is wrong' }).max(300) });

function tell(needs: CasesNeeds): Route {
  return route({
    name: 'cases.tell-correction',
    method: 'POST',
    path: '/api/cases/:case/correction',
    title: words('一次性告知补正', 'Tell once what is missing'),
    who: clerk,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, points: z.array(point).max(50) }),
    view: correctionView,
    problems,
    run: async (deed, { body }) => {
      const record = theCase(deed);
      const told = await tellCorrection(needs, asStaff(deed), record, body);
      if (!told.ok) return told;
      const published = await needs.items.version(deed.tx, record.itemVersion);
      return done({ case: told.value.id, version: told.value.version, points: told.value.points.map((one) => ({ ...one, label: labelOf(published, one) })) });
    },
  });
}

function accept(needs: CasesNeeds): Route {
  return route({
    name: 'cases.accept',
    method: 'POST',
    path: '/api/cases/:case/acceptance',
    title: words('受理', 'Accept'),
    who: clerk,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: acceptedView,
    problems,
    run: async (deed, { body }) => {
      const accepted = await acceptCase(needs, asStaff(deed), theCase(deed), body);
      if (!accepted.ok) return accepted;
      const { ruling, ...rest } = accepted.value;
      const failed = ruling?.kind === 'to-person' ? ruling.failed.map(({ explanation }) => explanation) : [];
      const rule = ruling && { rule: ruling.rule, version: ruling.version, granted: ruling.kind === 'granted', failed };
      return done({ ...asView(rest), promisedDueOn: rest.promisedDueOn as Day | null, rule });
    },
  });
}

function notAccept(needs: CasesNeeds): Route {
  return route({
    name: 'cases.not-accept',
    method: 'POST',
    path: '/api/cases/:case/non-acceptance',
    title: words('不予受理', 'Do not accept'),
    who: clerk,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, reason }),
    view: changedView,
    problems,
    run: async (deed, { body }) => {
      const ended = await notAcceptCase(needs, asStaff(deed), theCase(deed), body);
      return ended.ok ? done(asView(ended.value)) : ended;
    },
  });
}

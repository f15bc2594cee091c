import { z } from 'zod';
import type { OfficeId } from '../../kernel/asker.ts';
import { type EventQuestion, readingsOf, searchEvents } from '../../kernel/audit-book.ts';
import type { Deed } from '../../kernel/deed.ts';
import { done } from '../../kernel/outcome.ts';
import type { Problems } from '../../kernel/problem.ts';
import { type Route, route } from '../../kernel/route.ts';
import { noBody, noParams, noQuery, pageMark } from '../../kernel/schemas.ts';
import { type Text, words } from '../../kernel/text.ts';
import type { CaseId, Cases } from '../cases/contract.ts';
import type { Identity } from '../identity/contract.ts';

import { purposeWords } from './domain/purposes.ts';
import { csvRow } from './domain/table-export.ts';
import type { Satisfaction } from './contract.ts';
import * as paths from './paths.ts';
import { ratingPage, readingsPage } from './portal/pages.ts';
import { ratingProblems } from './problems.ts';
import { findRating } from './sql/ratings.ts';
import { type RateNeeds, rateCase } from './use-cases/rate-case.ts';
import { eventsView, ratingView, readingsView } from './views.ts';

export interface SupervisionNeeds extends RateNeeds {
  readonly cases: Cases;
  readonly identity: Identity;
}

const pageSize = 50;
const exportLimit = 10_000;
const noRefusals: Problems<never> = {};
const caseParams = z.strictObject({ case: z.uuid() });

export function supervisionRoutes(needs: SupervisionNeeds): readonly Route[] {
  return [showRating(needs), rate(needs), readings(needs), events(needs), exportEvents(needs)];
}

function ownCase(needs: SupervisionNeeds) {
  return async (deed: Deed, { params }: { params: { case: string } }) => {
    const gist = await needs.cases.find(deed.tx, params.case as CaseId);
    return gist && deed.asker.role === 'citizen' && gist.applicant === deed.asker.person ? 'own' : 'none';
  };
}

async function gistOf(needs: SupervisionNeeds, deed: Deed, caseId: string) {
  const gist = await needs.cases.find(deed.tx, caseId as CaseId);
  if (!gist) throw new Error('the relation was found, the case was not');
  return gist;
}

function showRating(needs: SupervisionNeeds): Route {
  return route({
    name: 'supervision.rating',
    method: 'GET',
    path: '/api/supervision/cases/:case/rating',
    title: words('办件评价', 'The rating of a case'),
    who: { citizen: ['own'] },
    relation: ownCase(needs),
    limit: 'read',
    audit: 'none',
    params: caseParams,
    query: noQuery,
    body: noBody,
    view: ratingView,
    problems: noRefusals,
    run: async (deed, { params }) => {
      const gist = await gistOf(needs, deed, params.case);
      const rating = await findRating(deed.tx, params.case);
      return done({
        case: gist.id,
        itemName: gist.itemName,
        mayRate: rating === null && ['granted', 'refused', 'not-accepted', 'withdrawn'].includes(gist.state),
        satisfaction: rating?.satisfaction ?? null,
        ratedAt: rating?.ratedAt.toISOString() ?? null,
      });
    },
    page: { path: '/cases/:case/rating', render: ratingPage },
  });
}

function rate(needs: SupervisionNeeds): Route {
  return route({
    name: 'supervision.rate',
    method: 'POST',
    path: '/api/supervision/cases/:case/rating',
    title: words('评价办件', 'Rate a case'),
    who: { citizen: ['own'] },
    relation: ownCase(needs),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({
      satisfaction: z.number({ error: '请选择满意度|Please choose how satisfied you are' }).int().min(1).max(5),
      words: z.string().max(1000).default(''),
    }),
    view: z.object({ case: z.string() }),
    problems: ratingProblems,
    run: async (deed, { params, body }) =>
      rateCase(needs, deed, await gistOf(needs, deed, params.case), { satisfaction: body.satisfaction as Satisfaction, words: body.words }),
    form: {
      path: '/cases/:case/rating',
      read: (fields) => ({ satisfaction: fields.satisfaction === undefined ? undefined : Number(fields.satisfaction), words: String(fields.words ?? '') }),
      then: (view) => paths.rate(view.case),
      again: (params) => paths.rate(params.case),
    },
  });
}

function readings(needs: SupervisionNeeds): Route {
  return route({
    name: 'supervision.readings',
    method: 'GET',
    path: '/api/supervision/readings',
    title: words('谁看过我的信息', 'Who looked at my data'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: pageMark,
    body: noBody,
    view: readingsView,
    problems: noRefusals,
    run: async (deed, { query }) => {
      if (deed.asker.role === 'public') throw new Error('the route admits nobody without a session');
      const found = await readingsOf(deed.tx, deed.asker.person, query.after ?? null, pageSize + 1);
      const names = await officeNames(needs, deed);
      const shown = found.slice(0, pageSize);
      return done({
        readings: shown.map((reading) => ({
          id: reading.id,
          at: reading.at.toISOString(),
          who: reading.office === null ? words('系统', 'the system') : (names.get(reading.office) ?? words('未知部门', 'unknown office')),
          fields: [...reading.fields],
          purpose: purposeWords(reading.purpose),
          case: reading.caseId,
        })),
        next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
      });
    },
    page: { path: '/me/readings', render: readingsPage },
  });
}

const eventQuery = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  name: z.string().max(100).optional(),
  person: z.uuid().optional(),
  object: z.string().max(100).optional(),
  case: z.uuid().optional(),
  result: z.enum(['done', 'refused', 'denied']).optional(),
  after: z.uuid().optional(),
});

function questionOf(query: z.output<typeof eventQuery>): EventQuestion {
  return {
    from: query.from ? new Date(`${query.from}T00:00:00Z`) : null,
    to: query.to ? new Date(Date.parse(`${query.to}T00:00:00Z`) + 86_400_000) : null,
    name: query.name ?? null,
    person: query.person ?? null,
    object: query.object ?? null,
    case: query.case ?? null,
    result: query.result ?? null,
    after: query.after ?? null,
  };
}

function events(needs: SupervisionNeeds): Route {
  return route({
    name: 'supervision.events',
    method: 'GET',
    path: '/api/supervision/events',
    title: words('审计事件查询', 'Search the audit book'),
    who: { auditor: ['collection'] },
    relation: 'collection',
    limit: 'search',
    audit: 'event',
    params: noParams,
    query: eventQuery,
    body: noBody,
    view: eventsView,
    problems: noRefusals,
    run: async (deed, { query }) => {
      const found = await searchEvents(deed.tx, questionOf(query), pageSize + 1);
      const names = await officeNames(needs, deed);
      const shown = found.slice(0, pageSize);
      return done({
        events: shown.map(({ at, caseId, body, office, ...event }) => ({
          ...event,
          at: at.toISOString(),
          office: office === null ? null : (names.get(office) ?? null),
          case: caseId,
          fields: [...(body.fields ?? [])],
          detail: { ...body.detail },
        })),
        next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
      });
    },
  });
}

function exportEvents(needs: SupervisionNeeds): Route {
  return route({
    name: 'supervision.export-events',
    method: 'GET',
    path: '/api/supervision/events/export',
    title: words('导出审计事件', 'Take the audit book out as a table'),
    who: { auditor: ['collection'] },
    relation: 'collection',
    limit: 'export',
    audit: 'event',
    freshProofSeconds: 900,
    params: noParams,
    query: eventQuery,
    body: noBody,
    view: 'binary',
    problems: noRefusals,
    run: async (deed, { query }) => {
      const found = await searchEvents(deed.tx, questionOf(query), exportLimit);
      const names = await officeNames(needs, deed);
      deed.audit({ detail: { rows: found.length } });
      const head = csvRow(['时间 at', '行为 act', '结果 result', '人员 person', '角色 role', '部门 office', '对象 object', '编号 id', '办件 case', '请求 request']);
      const rows = found.map((event) =>
        csvRow([
          event.at.toISOString(),
          event.name,
          event.result,
          event.person ?? '',
          event.role,
          event.office === null ? '' : (names.get(event.office)?.zh ?? ''),
          event.objectKind ?? '',
          event.objectId ?? '',
          event.caseId ?? '',
          event.requestId,
        ]),
      );
      // The byte-order mark tells spreadsheets that the Chinese is UTF-8.
      return done({ mediaType: 'text/csv; charset=utf-8', fileName: `audit-${deed.today}.csv`, bytes: Buffer.from(`\ufeff${head}${rows.join('')}`), inline: false });
    },
  });
}

async function officeNames(needs: SupervisionNeeds, deed: Deed): Promise<ReadonlyMap<string, Text>> {
  const offices = await needs.identity.offices(deed.tx);
  return new Map(offices.map((office) => [office.id as OfficeId as string, office.name]));
}


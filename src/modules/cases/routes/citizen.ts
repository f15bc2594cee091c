import { z } from 'zod';
import { done, type Outcome, type Refusal } from '../../../kernel/outcome.ts';
import { route, type Route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery, pageMark } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { CasesNeeds } from '../needs.ts';
import * as paths from '../paths.ts';
import { listPage } from '../portal/list-page.ts';
import { startPage } from '../portal/start-page.ts';
import { beginCase } from '../use-cases/begin.ts';
import { collectOwn } from '../use-cases/collect-own.ts';
import { listOwnCases } from '../use-cases/list-cases.ts';
import { theCase } from '../use-cases/open-case.ts';
import { chooseOrganisation, refreshDraft } from '../use-cases/refresh.ts';
import { showStart } from '../use-cases/show-start.ts';
import { begunView, casesView, changedView, collectedView, startView } from '../views.ts';
import { asCitizen, asView, caseParams, ofCase, onlyVersion, problems, version, versionField } from './shared.ts';

/** What only the applicant does: begin, look over their own cases, and let the government fill in. */
export function citizenRoutes(needs: CasesNeeds): readonly Route[] {
  return [start(needs), begin(needs), list(needs), refresh(needs), organisation(needs), collect(needs)];
}

const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);

function start(needs: CasesNeeds): Route {
  return route({
    name: 'cases.start',
    method: 'GET',
    path: '/api/items/:item/start',
    title: words('开始申请', 'Before applying'),
    who: { public: ['collection'], citizen: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: z.strictObject({ item: slug }),
    query: noQuery,
    body: noBody,
    view: startView,
    problems,
    run: (deed, { params }) => showStart(needs, deed, params.item),
    page: { path: '/apply/:item', render: startPage },
  });
}

function begin(needs: CasesNeeds): Route {
  return route({
    name: 'cases.begin',
    method: 'POST',
    path: '/api/cases',
    title: words('开始填写申请', 'Begin an application'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'write',
    audit: 'event',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ item: slug, organisation: z.string().max(18).nullable().default(null) }),
    view: begunView,
    problems,
    run: async (deed, { body }) => changed(await beginCase(needs, asCitizen(deed), body)),
    form: {
      path: '/cases',
      read: (fields) => ({ item: fields.item, organisation: fields.organisation === undefined || fields.organisation === '' ? null : fields.organisation }),
      then: (view) => paths.screen(view.case, view.firstScreen),
      again: (_params, fields) => paths.start(String(fields.item ?? '')),
    },
  });
}

function list(needs: CasesNeeds): Route {
  return route({
    name: 'cases.list',
    method: 'GET',
    path: '/api/cases',
    title: words('我的办件', 'My cases'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: pageMark,
    body: noBody,
    view: casesView,
    problems,
    run: async (deed, { query }) => done(await listOwnCases(needs, asCitizen(deed), query.after ?? null)),
    page: { path: '/cases', render: listPage },
  });
}

function refresh(needs: CasesNeeds): Route {
  return route({
    name: 'cases.prefill',
    method: 'POST',
    path: '/api/cases/:case/prefill',
    title: words('重新读取登记信息', 'Read the registers again'),
    who: { citizen: ['own'] },
    relation: ofCase(needs, 'write'),
    limit: 'register-look-up',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: changedView,
    problems,
    run: async (deed, { body }) => changed(await refreshDraft(needs, deed, theCase(deed), body)),
    form: { path: '/cases/:case/prefill', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.theCase(view.case), again: (params) => paths.check(params.case) },
  });
}

function organisation(needs: CasesNeeds): Route {
  return route({
    name: 'cases.choose-organisation',
    method: 'POST',
    path: '/api/cases/:case/organisation',
    title: words('选择申请单位', 'Choose the organisation'),
    who: { citizen: ['own'] },
    relation: ofCase(needs, 'write'),
    limit: 'register-look-up',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, organisation: z.string().min(1, { error: '请选择单位|Please choose an organisation' }).max(18) }),
    view: changedView,
    problems,
    run: async (deed, { body }) => changed(await chooseOrganisation(needs, deed, theCase(deed), body)),
  });
}

function collect(needs: CasesNeeds): Route {
  return route({
    name: 'cases.collect',
    method: 'POST',
    path: '/api/cases/:case/collection',
    title: words('取用政府已有的材料', 'Use what the government holds'),
    who: { citizen: ['own'] },
    relation: ofCase(needs, 'write'),
    limit: 'register-look-up',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: collectedView,
    problems,
    run: async (deed, { body }) => {
      const collected = await collectOwn(needs, asCitizen(deed), theCase(deed), body);
      return collected.ok ? done({ ...asView(collected.value), outcomes: [...collected.value.outcomes] }) : collected;
    },
    form: { path: '/cases/:case/collection', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.materials(view.case), again: (params) => paths.materials(params.case) },
  });
}

function changed<T extends { readonly id: string; readonly version: number }, R extends Refusal>(outcome: Outcome<T, R>) {
  return outcome.ok ? done(asView(outcome.value)) : outcome;
}

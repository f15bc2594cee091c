import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { done, refuse } from '../../../kernel/outcome.ts';
import { route, type Route } from '../../../kernel/route.ts';
import { noBody, noQuery } from '../../../kernel/schemas.ts';
import { words, type Text } from '../../../kernel/text.ts';
import { readReceipt } from '../domain/receipt.ts';
import type { CasesNeeds } from '../needs.ts';
import { casePage } from '../portal/case-page.ts';
import { checkPage } from '../portal/check-page.ts';
import { materialsPage } from '../portal/materials-page.ts';
import { screenPage } from '../portal/screen-page.ts';
import { submittedPage } from '../portal/submitted-page.ts';
import { withdrawPage } from '../portal/withdraw-page.ts';
import { findReceipt } from '../sql/receipt.ts';
import { downloadMaterial } from '../use-cases/download.ts';
import { theCase } from '../use-cases/open-case.ts';
import { showCase } from '../use-cases/show-case.ts';
import { showScreen } from '../use-cases/show-screen.ts';
import { caseView, materialPageView, receiptPageView, screenView } from '../views.ts';
import { caseParams, materialParams, ofCase, problems, rowParams, screenParams } from './shared.ts';

/** Reading a case: one view, several pages of it. */
export function readingRoutes(needs: CasesNeeds): readonly Route[] {
  return [
    show(needs),
    screen(needs),
    receipt(needs),
    file(needs),
    pageOf(needs, 'cases.materials', words('材料', 'Documents'), '/cases/:case/materials', materialsPage),
    pageOf(needs, 'cases.check', words('核对并提交', 'Check and send'), '/cases/:case/check', checkPage),
    pageOf(needs, 'cases.withdrawal', words('撤回申请', 'Withdraw'), '/cases/:case/withdrawal', withdrawPage),
    oneMaterial(needs),
  ];
}

const handlers = { citizen: ['own'], clerk: ['office'], approver: ['office'], auditor: ['region'] } as const;
const reveals = { citizen: ['person-name'], clerk: ['person-name'], approver: ['person-name'] } as const;

function show(needs: CasesNeeds): Route {
  return route({
    name: 'cases.case',
    method: 'GET',
    path: '/api/cases/:case',
    title: words('办件', 'A case'),
    who: handlers,
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: caseParams,
    query: noQuery,
    body: noBody,
    view: caseView,
    reveals,
    problems,
    run: async (deed) => done(await showCase(needs, deed, theCase(deed))),
    page: { path: '/cases/:case', render: casePage },
  });
}

/** A page of the applicant over the same view. */
function pageOf(needs: CasesNeeds, name: string, title: Text, path: string, render: (view: z.output<typeof caseView>, page: PageContext) => Html): Route {
  return route({
    name,
    method: 'GET',
    path: null,
    title,
    who: { citizen: ['own'] },
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: caseParams,
    query: noQuery,
    body: noBody,
    view: caseView,
    reveals,
    problems,
    run: async (deed) => done(await showCase(needs, deed, theCase(deed))),
    page: { path, render },
  });
}

/** Where a refused upload comes back to: the materials with the refusal at the one that it was about. */
function oneMaterial(needs: CasesNeeds): Route {
  return route({
    name: 'cases.material',
    method: 'GET',
    path: null,
    title: words('材料', 'Documents'),
    who: { citizen: ['own'] },
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: materialParams,
    query: noQuery,
    body: noBody,
    view: materialPageView,
    reveals,
    problems,
    run: async (deed, { params }) => done({ ...(await showCase(needs, deed, theCase(deed))), refusedAt: params.material }),
    page: { path: '/cases/:case/materials/:material', render: (view, page) => materialsPage(view, page, view.refusedAt) },
  });
}

function screen(needs: CasesNeeds): Route {
  return route({
    name: 'cases.screen',
    method: 'GET',
    path: '/api/cases/:case/screens/:screen',
    title: words('填写一页', 'One screen of the form'),
    who: { citizen: ['own'], clerk: ['office'], approver: ['office'] },
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: screenParams,
    query: noQuery,
    body: noBody,
    view: screenView,
    problems,
    run: (deed, { params }) => showScreen(needs, deed, theCase(deed), params.screen),
    page: { path: '/cases/:case/screens/:screen', render: screenPage },
  });
}

function receipt(needs: CasesNeeds): Route {
  return route({
    name: 'cases.receipt',
    method: 'GET',
    path: '/api/cases/:case/receipt',
    title: words('收件回执', 'The receipt'),
    who: { citizen: ['own'], clerk: ['office'], approver: ['office'] },
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: caseParams,
    query: noQuery,
    body: noBody,
    view: receiptPageView,
    problems,
    run: async (deed) => {
      const record = theCase(deed);
      const found = await findReceipt(deed.tx, record.id);
      if (!found) return refuse({ kind: 'file-gone' });
      const { materials, ...receiptWords } = readReceipt(found.payload);
      return done({ case: record.id, ...found, receipt: { ...receiptWords, materials: [...materials] } });
    },
    page: { path: '/cases/:case/submitted', render: submittedPage },
  });
}

function file(needs: CasesNeeds): Route {
  return route({
    name: 'cases.file',
    method: 'GET',
    path: '/api/cases/:case/files/:row',
    title: words('材料文件', 'A file of a case'),
    who: { citizen: ['own'], clerk: ['office'], approver: ['office'] },
    relation: ofCase(needs, 'read'),
    limit: 'read',
    audit: 'none',
    params: rowParams,
    query: noQuery,
    body: noBody,
    view: 'binary',
    problems,
    run: (deed, { params }) => downloadMaterial(needs, deed, theCase(deed), params.row),
  });
}

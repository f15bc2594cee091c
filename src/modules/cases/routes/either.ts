import { z } from 'zod';
import { done } from '../../../kernel/outcome.ts';
import { route, type Route } from '../../../kernel/route.ts';
import { noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import { uploadLimits } from '../domain/uploads.ts';
import type { CasesNeeds } from '../needs.ts';
import * as paths from '../paths.ts';
import { theCase } from '../use-cases/open-case.ts';
import { saveScreen } from '../use-cases/save-screen.ts';
import { submitCase } from '../use-cases/submit.ts';
import { supplementCase } from '../use-cases/supplement.ts';
import { removeUpload, uploadMaterial } from '../use-cases/upload-material.ts';
import { withdrawCase } from '../use-cases/withdraw.ts';
import { changedView, savedView, submittedView, uploadedView } from '../views.ts';
import { answerFields, asView, caseParams, materialParams, ofCase, onlyVersion, problems, rowParams, screenParams, version, versionField } from './shared.ts';

/** What the applicant does online and a clerk at the window: the same deeds, so that a case may change its channel midway. */
export function eitherRoutes(needs: CasesNeeds): readonly Route[] {
  return [save(needs), upload(needs), remove(needs), submit(needs), supplement(needs), withdraw(needs)];
}

const either = { citizen: ['own'], clerk: ['office'] } as const;
const answer = z.union([z.string().max(4_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50), z.null()]);

function save(needs: CasesNeeds): Route {
  return route({
    name: 'cases.save-screen',
    method: 'PUT',
    path: '/api/cases/:case/screens/:screen',
    title: words('保存一页', 'Save one screen'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: screenParams,
    query: noQuery,
    body: z.strictObject({ version, answers: z.record(z.string().max(64), answer) }),
    view: savedView,
    problems,
    run: async (deed, { params, body }) => {
      const saved = await saveScreen(needs, deed, theCase(deed), { screen: params.screen, ...body });
      return saved.ok ? done({ case: saved.value.id, version: saved.value.version, next: saved.value.next }) : saved;
    },
    form: {
      path: '/cases/:case/screens/:screen',
      read: (fields) => ({ version: versionField(fields), answers: answerFields(fields) }),
      then: (view) => (view.next === null ? paths.materials(view.case) : paths.screen(view.case, view.next)),
      again: (params) => paths.screen(params.case, params.screen),
    },
  });
}

function upload(needs: CasesNeeds): Route {
  return route({
    name: 'cases.upload-material',
    method: 'POST',
    path: '/api/cases/:case/materials/:material',
    title: words('上传材料', 'Upload a document'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'upload',
    audit: 'event',
    params: materialParams,
    query: noQuery,
    // Multipart fields are text.
    body: z.strictObject({ version: z.coerce.number().int().min(1).max(2_147_483_647) }),
    upload: { field: 'file', maximumBytes: uploadLimits.bytes },
    view: uploadedView,
    problems,
    run: async (deed, { params, body, upload: file }) => {
      const uploaded = await uploadMaterial(needs, deed, theCase(deed), { version: body.version, material: params.material, upload: file });
      return uploaded.ok ? done(asView(uploaded.value)) : uploaded;
    },
    form: {
      path: '/cases/:case/materials/:material',
      read: (fields) => ({ version: fields.version }),
      then: (_view, params) => `${paths.materials(params.case)}#${params.material}`,
      again: (params) => paths.material(params.case, params.material),
    },
  });
}

function remove(needs: CasesNeeds): Route {
  return route({
    name: 'cases.remove-material',
    method: 'POST',
    path: '/api/cases/:case/files/:row/removal',
    title: words('删除文件', 'Remove a file'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: rowParams,
    query: noQuery,
    body: onlyVersion,
    view: changedView,
    problems,
    run: async (deed, { params, body }) => {
      const removed = await removeUpload(needs, deed, theCase(deed), { version: body.version, row: params.row });
      return removed.ok ? done(asView(removed.value)) : removed;
    },
    form: { path: '/cases/:case/files/:row/removal', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.materials(view.case), again: (params) => paths.materials(params.case) },
  });
}

function submit(needs: CasesNeeds): Route {
  return route({
    name: 'cases.submit',
    method: 'POST',
    path: '/api/cases/:case/submission',
    title: words('提交申请', 'Hand in the application'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: submittedView,
    problems,
    run: async (deed, { body }) => {
      const submitted = await submitCase(needs, deed, theCase(deed), body);
      return submitted.ok ? done({ ...asView(submitted.value), missing: [...submitted.value.missing] }) : submitted;
    },
    form: { path: '/cases/:case/submission', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.submitted(view.case), again: (params) => paths.check(params.case) },
  });
}

function supplement(needs: CasesNeeds): Route {
  return route({
    name: 'cases.supplement',
    method: 'POST',
    path: '/api/cases/:case/supplement',
    title: words('提交补正', 'Hand in what was missing'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: changedView,
    problems,
    run: async (deed, { body }) => {
      const supplemented = await supplementCase(needs, deed, theCase(deed), body);
      return supplemented.ok ? done(asView(supplemented.value)) : supplemented;
    },
    form: { path: '/cases/:case/supplement', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.theCase(view.case), again: (params) => paths.materials(params.case) },
  });
}

function withdraw(needs: CasesNeeds): Route {
  return route({
    name: 'cases.withdraw',
    method: 'POST',
    path: '/api/cases/:case/withdrawal',
    title: words('撤回申请', 'Withdraw'),
    who: either,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: changedView,
    problems,
    run: async (deed, { body }) => {
      const withdrawn = await withdrawCase(needs, deed, theCase(deed), body);
      return withdrawn.ok ? done(asView(withdrawn.value)) : withdrawn;
    },
    form: { path: '/cases/:case/withdrawal', read: (fields) => ({ version: versionField(fields) }), then: (view) => paths.theCase(view.case), again: (params) => paths.withdrawal(params.case) },
  });
}


import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { done } from '../../../kernel/outcome.ts';
import { route, type Route } from '../../../kernel/route.ts';
import { noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { CasesNeeds } from '../needs.ts';
import { grantCase, refuseCase } from '../use-cases/decide.ts';
import { theCase } from '../use-cases/open-case.ts';
import { orderInspection } from '../use-cases/order-inspection.ts';
import { recordInspection } from '../use-cases/record-inspection.ts';
import { decidedView, procedureEndedView, procedureStartedView } from '../views.ts';
import { asStaff, asView, caseParams, ofCase, onlyVersion, problems, reason, version } from './shared.ts';

/** What the approver does with an accepted case. */
export function approverRoutes(needs: CasesNeeds): readonly Route[] {
  return [order(needs), record(needs), grant(needs), refuseIt(needs)];
}

const approver = { approver: ['office'] } as const;

function order(needs: CasesNeeds): Route {
  return route({
    name: 'cases.order-inspection',
    method: 'POST',
    path: '/api/cases/:case/special-procedure',
    title: words('启动特别程序', 'Order a special procedure'),
    who: approver,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, procedure: z.string().max(64), reason, plannedOn: z.iso.date() }),
    view: procedureStartedView,
    problems,
    run: async (deed, { body }) => {
      const ordered = await orderInspection(needs, asStaff(deed), theCase(deed), { ...body, plannedOn: body.plannedOn as Day });
      return ordered.ok ? done(asView(ordered.value)) : ordered;
    },
  });
}

function record(needs: CasesNeeds): Route {
  return route({
    name: 'cases.record-inspection',
    method: 'POST',
    path: '/api/cases/:case/special-procedure/result',
    title: words('登记特别程序结果', 'Record the result of the procedure'),
    who: approver,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, passed: z.boolean(), result: reason }),
    view: procedureEndedView,
    problems,
    run: async (deed, { body }) => {
      const recorded = await recordInspection(needs, asStaff(deed), theCase(deed), body);
      return recorded.ok ? done(asView(recorded.value)) : recorded;
    },
  });
}

function grant(needs: CasesNeeds): Route {
  return route({
    name: 'cases.grant',
    method: 'POST',
    path: '/api/cases/:case/grant',
    title: words('准予', 'Grant'),
    who: approver,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: onlyVersion,
    view: decidedView,
    problems,
    run: async (deed, { body }) => {
      const granted = await grantCase(needs, asStaff(deed), theCase(deed), body);
      return granted.ok ? done(asView(granted.value)) : granted;
    },
  });
}

function refuseIt(needs: CasesNeeds): Route {
  return route({
    name: 'cases.refuse',
    method: 'POST',
    path: '/api/cases/:case/refusal',
    title: words('不予许可', 'Refuse'),
    who: approver,
    relation: ofCase(needs, 'write'),
    limit: 'write',
    audit: 'event',
    params: caseParams,
    query: noQuery,
    body: z.strictObject({ version, reason }),
    view: decidedView,
    problems,
    run: async (deed, { body }) => {
      const refused = await refuseCase(needs, asStaff(deed), theCase(deed), body);
      return refused.ok ? done(asView(refused.value)) : refused;
    },
  });
}

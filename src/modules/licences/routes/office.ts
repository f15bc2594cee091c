import { z } from 'zod';
import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { LicenceId } from '../contract.ts';
import { standingActs } from '../domain/standing.ts';
import type { Ground } from '../needs.ts';
import { licencesProblems } from '../problems.ts';
import { changeStanding } from '../use-cases/change-standing.ts';
import { listOffice } from '../use-cases/list-office.ts';
import { relationTo } from '../use-cases/show-licence.ts';
import { officeLicencesView, standingChangedView } from '../views.ts';
import { licenceParams } from './holder.ts';

/** What the issuing office does with what it issued. */
export function officeRoutes(ground: Ground): readonly Route[] {
  return [list(ground), change(ground)];
}

export function staffOf(deed: Deed): Deed<StaffAsker> {
  if (deed.asker.role === 'public' || deed.asker.role === 'citizen') throw new Error('the route lets staff in only');
  return deed as Deed<StaffAsker>;
}

function list(ground: Ground): Route {
  return route({
    name: 'licences.of-office',
    method: 'GET',
    path: '/api/office-licences',
    title: words('本机关签发的证照', 'Licences issued by my office'),
    who: { clerk: ['collection'], approver: ['collection'] },
    relation: 'collection',
    limit: 'search',
    audit: 'none',
    params: noParams,
    query: z.strictObject({ q: z.string().trim().max(200).optional(), type: z.string().max(60).optional(), after: z.uuid().optional() }),
    body: noBody,
    view: officeLicencesView,
    problems: licencesProblems,
    run: async (deed, { query }) => done(await listOffice(ground, staffOf(deed), { q: query.q || null, type: query.type || null, after: query.after ?? null })),
  });
}

function change(ground: Ground): Route {
  return route({
    name: 'licences.change-standing',
    method: 'POST',
    path: '/api/licences/:licence/standing',
    title: words('暂停、恢复或注销证照', 'Suspend, restore or revoke a licence'),
    who: { clerk: ['office'], approver: ['office'] },
    relation: (deed, { params }) => relationTo(ground, deed, params.licence as LicenceId, true),
    limit: 'write',
    audit: 'event',
    freshProofSeconds: 300,
    params: licenceParams,
    query: noQuery,
    body: z.strictObject({ act: z.enum(standingActs), reason: z.string().trim().min(4, { error: '请写明理由|Give the reason' }).max(500) }),
    view: standingChangedView,
    problems: licencesProblems,
    run: async (deed, { params, body }) => {
      const changed = await changeStanding(ground, staffOf(deed), { licence: params.licence as LicenceId, act: body.act, reason: body.reason });
      return changed.ok ? done({ licence: params.licence, standing: changed.value.standing }) : changed;
    },
  });
}

import { z } from 'zod';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse } from '../../../kernel/outcome.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { noBody, noParams, noQuery } from '../../../kernel/schemas.ts';
import { words } from '../../../kernel/text.ts';
import type { LicenceId } from '../contract.ts';
import type { Ground } from '../needs.ts';
import { licencePage } from '../portal/licence-page.ts';
import { minePage } from '../portal/mine-page.ts';
import { licencesProblems } from '../problems.ts';
import { drawPdf } from '../use-cases/draw-pdf.ts';
import { exportFile } from '../use-cases/export-file.ts';
import { listMine } from '../use-cases/list-mine.ts';
import { noteReading, relationTo, showLicence } from '../use-cases/show-licence.ts';
import { licenceView, mineView } from '../views.ts';

export const licenceParams = z.strictObject({ licence: z.uuid() });
// An administrator keeps posts and readers and reads nobody's data; a post of a wider region did not issue it.
const holderAndOffice = { citizen: ['own'], clerk: ['office'], approver: ['office'] } as const;
const reveals = { citizen: ['person-name'], clerk: ['person-name'], approver: ['person-name'] } as const;

/** What a holder does with licences: see, print, take along. The office that issued one sees it by the same doors. */
export function holderRoutes(ground: Ground): readonly Route[] {
  return [mine(ground), show(ground), pdf(ground), file(ground)];
}

function mine(ground: Ground): Route {
  return route({
    name: 'licences.mine',
    method: 'GET',
    path: '/api/licences',
    title: words('我的证照', 'My licences'),
    who: { citizen: ['collection'] },
    relation: 'collection',
    limit: 'read',
    audit: 'none',
    params: noParams,
    query: noQuery,
    body: noBody,
    view: mineView,
    reveals: { citizen: ['person-name'] },
    problems: licencesProblems,
    run: async (deed) => done(await listMine(ground, deed, citizenOf(deed))),
    page: { path: '/licences', render: minePage },
  });
}

export function citizenOf(deed: Deed) {
  if (deed.asker.role !== 'citizen') throw new Error('the route lets citizens in only');
  return deed.asker.person;
}

function show(ground: Ground): Route {
  return route({
    name: 'licences.show',
    method: 'GET',
    path: '/api/licences/:licence',
    title: words('证照详情', 'One licence'),
    who: holderAndOffice,
    relation: (deed, { params }) => relationTo(ground, deed, params.licence as LicenceId, false),
    limit: 'read',
    audit: 'none',
    params: licenceParams,
    query: noQuery,
    body: noBody,
    view: licenceView,
    reveals,
    problems: licencesProblems,
    run: async (deed, { params }) => {
      const view = await showLicence(ground, deed, params.licence as LicenceId);
      return view ? done(view) : refuse({ kind: 'licence-unknown' as const });
    },
    page: { path: '/licences/:licence', render: licencePage },
  });
}

function pdf(ground: Ground): Route {
  return route({
    name: 'licences.pdf',
    method: 'GET',
    path: '/api/licences/:licence/pdf',
    title: words('证照 PDF', 'The PDF of a licence'),
    who: holderAndOffice,
    relation: (deed, { params }) => relationTo(ground, deed, params.licence as LicenceId, false),
    limit: 'read',
    audit: 'event',
    params: licenceParams,
    query: z.strictObject({ purpose: z.string().trim().max(60).default(''), until: z.string().max(10).default('') }),
    body: noBody,
    view: 'binary',
    problems: licencesProblems,
    run: async (deed, { params, query }) => {
      const drawn = await drawPdf(ground, deed, { licence: params.licence as LicenceId, ...query });
      if (!drawn.ok) return drawn;
      await noteReading(deed, params.licence as LicenceId);
      deed.audit({ object: { kind: 'licence', id: params.licence }, detail: { copy: query.purpose !== '' } });
      return done({ mediaType: 'application/pdf', fileName: drawn.value.fileName, bytes: drawn.value.bytes, inline: true });
    },
  });
}

function file(ground: Ground): Route {
  return route({
    name: 'licences.export',
    method: 'GET',
    path: '/api/licences/:licence/file',
    title: words('导出可离线核验的证照文件', 'The file for verifying without a network'),
    who: holderAndOffice,
    relation: (deed, { params }) => relationTo(ground, deed, params.licence as LicenceId, false),
    limit: 'read',
    audit: 'event',
    params: licenceParams,
    query: noQuery,
    body: noBody,
    view: 'binary',
    problems: licencesProblems,
    run: async (deed, { params }) => {
      const exported = await exportFile(ground, deed, params.licence as LicenceId, true);
      if (!exported.ok) return exported;
      await noteReading(deed, params.licence as LicenceId);
      deed.audit({ object: { kind: 'licence', id: params.licence } });
      return done({ mediaType: 'application/json', fileName: `licence-${params.licence}.json`, bytes: Buffer.from(exported.value, 'utf8'), inline: false });
    },
  });
}

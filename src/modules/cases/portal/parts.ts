import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words, type Text } from '../../../kernel/text.ts';
import { evidence, type EvidenceSource } from '../../../portal/parts/evidence.ts';
import { linkButton, type Act } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import type { Tone } from '../../../portal/parts/tags.ts';
import { show, type Content } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { caseView, materialView } from '../views.ts';

export type CaseView = z.output<typeof caseView>;
export type MaterialView = z.output<typeof materialView>;

export function actOf(view: { readonly acts: readonly Act[] }, name: string): Act {
  return view.acts.find(({ act }) => act === name) ?? { act: name, allowed: false, why: null };
}

export const stateTones = {
  draft: 'neutral',
  submitted: 'progress',
  correction: 'warning',
  accepted: 'progress',
  suspended: 'warning',
  'not-accepted': 'bad',
  granted: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
} as const satisfies Record<CaseView['state'], Tone>;

/** In place of a form that may not be used now: why, and the way back. */
export function notNow(page: PageContext, act: Act | undefined, back: string): Html {
  return html`${notice({ page, kind: 'warning', title: act?.why ?? words('目前不能办理', 'Not possible at present') })}
<p>${linkButton({ page, label: words('返回办件', 'Back to the case'), path: back, tone: 'secondary' })}</p>`;
}

/** One material with what stands for it: several files are several rows. */
export function materialEvidence(page: PageContext, caseId: string, material: MaterialView, actions?: (row: string) => Content): Html {
  const rows = material.supplied;
  if (rows.length === 0) {
    const source: EvidenceSource = material.by === 'form' || material.declared ? { kind: 'declaration' } : { kind: 'missing' };
    if (material.by === 'form') return evidence({ page, material: material.name, source: { kind: 'register', registerName: words('由申请表自动生成', 'made from the form') } });
    return evidence({ page, material: material.name, source });
  }
  return html`${rows.map((row) =>
    evidence({
      page,
      material: material.name,
      source: sourceOf(caseId, row),
      day: row.at.slice(0, 10),
      ...(row.evidence ? { trail: row.evidence.path } : {}),
      ...(actions && row.file ? { actions: actions(row.row) } : {}),
    }),
  )}`;
}

function sourceOf(caseId: string, row: MaterialView['supplied'][number]): EvidenceSource {
  if (row.file) return { kind: 'upload', fileName: row.file.name, path: paths.file(caseId, row.row) };
  if (row.evidence === null) return { kind: 'missing' };
  return row.how === 'licence' ? { kind: 'licence', typeName: row.evidence.source, number: row.evidence.reference } : { kind: 'register', registerName: row.evidence.source };
}

export const breadcrumbs = (view: { readonly id: string; readonly item: { readonly name: Text } }) => [
  { label: words('我的办件', 'My cases'), path: paths.cases() },
  { label: view.item.name, path: paths.theCase(view.id) },
];

export function daysIn(unit: CaseView['figures']['unit']): Text {
  return unit === 'working-day' ? words('个工作日', 'working days') : words('天', 'days');
}

/** A heading for a part of the page. */
export function part(page: PageContext, title: Text, body: Content): Html {
  return html`<section><h2>${show(page, title)}</h2>${show(page, body)}</section>`;
}

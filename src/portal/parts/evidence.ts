import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Text, words } from '../../kernel/text.ts';
import { type Content, show, type Speaking, type Words } from '../words.ts';
import { dayText } from './day.ts';
import { statusTag, type Tone } from './tags.ts';

/** Where a material comes from. `missing` is a source too: it says that the person still has to give it. */
export type EvidenceSource =
  | { readonly kind: 'licence'; readonly typeName: Words; readonly number: string }
  | { readonly kind: 'register'; readonly registerName: Words }
  | { readonly kind: 'upload'; readonly fileName: string; readonly path?: string }
  | { readonly kind: 'declaration' }
  | { readonly kind: 'missing' };

export interface Evidence {
  readonly page: Speaking;
  /** the material asked for */
  readonly material: Words;
  readonly source: EvidenceSource;
  /** the day it was fetched or given, yyyy-mm-dd, with the time of day where known */
  readonly day?: string;
  readonly time?: string;
  /** on what ground it was read: the card reading or session, in words of record */
  readonly ground?: Words;
  /** person → relation → organisation */
  readonly trail?: readonly string[];
  readonly actions?: Content;
}

/** A material with the proof of where it comes from, so that nobody asks for its paper again. */
export function evidence(of: Evidence): Html {
  const { page, source } = of;
  const standing = sourceWords[source.kind];
  return html`<div class="evidence evidence-${source.kind}">
<div class="evidence-head"><p class="evidence-material">${show(page, of.material)}</p>${statusTag(page, standing.tone, standing.label)}</div>
${origin(page, source)}${
    of.day || of.ground
      ? html`<p class="hint">${of.day ? html`${dayText(page, of.day)}${of.time ? ` ${of.time}` : ''}` : ''}${of.day && of.ground ? ' · ' : ''}${
          of.ground ? show(page, of.ground) : ''
        }</p>`
      : ''
  }${of.trail?.length ? html`<ol class="trail">${of.trail.map((part) => html`<li>${part}</li>`)}</ol>` : ''}${
    of.actions ? html`<div class="evidence-actions">${show(page, of.actions)}</div>` : ''
  }
</div>`;
}

function origin(page: Speaking, source: EvidenceSource): Html {
  switch (source.kind) {
    case 'licence':
      return html`<p>${show(page, source.typeName)} <span class="number">${source.number}</span></p>`;
    case 'register':
      return html`<p>${show(page, source.registerName)}</p>`;
    case 'upload':
      return html`<p>${source.path ? html`<a href="${source.path}">${source.fileName}</a>` : source.fileName}</p>`;
    case 'declaration':
    case 'missing':
      return html``;
  }
}

const sourceWords = {
  licence: { tone: 'good', label: words('电子证照，免提交', 'From a licence, no paper needed') },
  register: { tone: 'good', label: words('政府数据，免提交', 'From a register, no paper needed') },
  upload: { tone: 'progress', label: words('已上传', 'Uploaded') },
  declaration: { tone: 'progress', label: words('书面承诺', 'Declared') },
  missing: { tone: 'warning', label: words('待提交', 'Still needed') },
} as const satisfies Record<EvidenceSource['kind'], { tone: Tone; label: Text }>;

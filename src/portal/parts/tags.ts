import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Text, words } from '../../kernel/text.ts';
import { show, type Speaking, type Words } from '../words.ts';

/** What a status means to the person: colour never says it alone, the words do. */
export type Tone = 'neutral' | 'progress' | 'good' | 'warning' | 'bad';

/** The city's marks for an item: 马上办 at once, 网上办 online, 就近办 nearby, 一次办 at most one visit, 零跑动 no visit. */
export type Mark = 'at-once' | 'online' | 'nearby' | 'one-visit' | 'no-visit';

export const markWords = {
  'at-once': words('马上办', 'At once'),
  online: words('网上办', 'Online'),
  nearby: words('就近办', 'Nearby'),
  'one-visit': words('一次办', 'One visit'),
  'no-visit': words('零跑动', 'No visit'),
} as const satisfies Record<Mark, Text>;

export function statusTag(page: Speaking, tone: Tone, label: Words): Html {
  return html`<span class="tag tag-${tone}">${show(page, label)}</span>`;
}

export function marks(page: Speaking, of: readonly Mark[]): Html {
  if (of.length === 0) return html``;
  return html`<ul class="marks">${of.map((mark) => html`<li class="mark mark-${mark}">${show(page, markWords[mark])}</li>`)}</ul>`;
}

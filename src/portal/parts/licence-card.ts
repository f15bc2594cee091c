import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Text, words } from '../../kernel/text.ts';
import { show, type Speaking, type Words } from '../words.ts';
import { dayRange } from './day.ts';
import { statusTag, type Tone } from './tags.ts';

export type CardStanding = 'prepared' | 'valid' | 'expired' | 'suspended' | 'revoked' | 'replaced';

export interface LicenceCard {
  readonly page: Speaking;
  readonly typeName: Words;
  readonly number: string;
  readonly holderName: string;
  readonly issuer: Words;
  /** yyyy-mm-dd */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly standing: CardStanding;
  /** where the licence can be looked at */
  readonly path?: string;
  readonly headingLevel?: 2 | 3;
}

export const standingWords = {
  prepared: { tone: 'progress', label: words('制证中', 'Being made') },
  valid: { tone: 'good', label: words('有效', 'Valid') },
  expired: { tone: 'warning', label: words('已过期', 'Expired') },
  suspended: { tone: 'warning', label: words('暂停使用', 'Suspended') },
  revoked: { tone: 'bad', label: words('已注销', 'Revoked') },
  replaced: { tone: 'neutral', label: words('已换发', 'Replaced') },
} as const satisfies Record<CardStanding, { tone: Tone; label: Text }>;

/** A licence as people know it from their wallet. */
export function licenceCard(of: LicenceCard): Html {
  const { page } = of;
  const standing = standingWords[of.standing];
  const name = of.path ? html`<a href="${of.path}">${show(page, of.typeName)}</a>` : show(page, of.typeName);
  return html`<article class="licence licence-${of.standing}">
<header class="licence-head">${of.headingLevel === 2 ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`}${statusTag(page, standing.tone, standing.label)}</header>
<p class="licence-holder">${of.holderName}</p>
<dl class="licence-facts"><div><dt>${show(page, numberWords)}</dt><dd class="number">${of.number}</dd></div>
<div><dt>${show(page, validityWords)}</dt><dd>${dayRange(page, of.validFrom, of.validTo, openWords)}</dd></div>
<div><dt>${show(page, issuerWords)}</dt><dd>${show(page, of.issuer)}</dd></div></dl>
</article>`;
}

const numberWords = words('证照编号', 'Number');
const validityWords = words('有效期', 'Valid');
const issuerWords = words('发证机关', 'Issued by');
const openWords = words('长期', 'no end date');

import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { type Content, show, type Speaking, type Words } from '../words.ts';

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A legal day (yyyy-mm-dd) as people write it, with the machine's form beside it. A text that is no day is shown as it is. */
export function dayText(page: Speaking, day: string): Html {
  const said = sayDay(page, day);
  return said === day ? html`${day}` : html`<time datetime="${day}">${said}</time>`;
}

export function sayDay(page: Speaking, day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const month = match ? monthNames[Number(match[2]) - 1] : undefined;
  if (!match || month === undefined) return day;
  const dayOfMonth = Number(match[3]);
  return page.locale === 'zh' ? `${match[1]}年${Number(match[2])}月${dayOfMonth}日` : `${dayOfMonth} ${month} ${match[1]}`;
}

/** From one day to another; a missing end is an open one, in the words given. */
export function dayRange(page: Speaking, from: string, to: string | null, open: Words): Content {
  return html`${dayText(page, from)} ${page.locale === 'zh' ? '至' : 'to'} ${to === null ? show(page, open) : dayText(page, to)}`;
}

import { html } from 'hono/html';
import type { Html, PageContext } from '../kernel/page.ts';
import { type Locale, say, sayPlain, type Text } from '../kernel/text.ts';

/** Words in the person's language, or a plain string that has no language of its own (a name, a number). */
export type Words = Text | string;

/** What may stand inside an element: words, or markup that a part has made. */
export type Content = Words | Html;

/** The least a part must know of its page to speak. */
export type Speaking = Pick<PageContext, 'locale'>;

/**
 * Content in the page's language. Words that fall back to Chinese on an English page carry their own `lang`,
 * so that a screen reader changes its voice (WCAG 2.2, 3.1.2 Language of Parts).
 */
export function show(page: Speaking, content: Content): Html | string {
  if (!isText(content)) return content;
  const said = say(content, page.locale);
  return said.lang === languageOf(page.locale) ? said.text : html`<span lang="${said.lang}">${said.text}</span>`;
}

/** The same for places without markup: an attribute, the title of the document. */
export function plain(page: Speaking, words: Words): string {
  return isText(words) ? sayPlain(words, page.locale) : words;
}

/** The value of `lang` for a whole page. */
export function languageOf(locale: Locale): 'zh-CN' | 'en' {
  return locale === 'zh' ? 'zh-CN' : locale;
}

function isText(content: Content): content is Text {
  return typeof content === 'object' && content !== null && 'zh' in content;
}

import { createContext, type ReactNode, useContext } from 'react';
import { type Locale, say, sayPlain, type Text } from '../kernel/text.ts';

const LocaleOfPage = createContext<Locale>('zh');

export function LocaleProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
  return <LocaleOfPage.Provider value={locale}>{children}</LocaleOfPage.Provider>;
}

/** For attributes, titles and messages: the words without a mark of their language. */
export function useSay(): (text: Text) => string {
  const locale = useLocale();
  return (text) => sayPlain(text, locale);
}

export function useLocale(): Locale {
  return useContext(LocaleOfPage);
}

/** Words inside an element. A missing translation shows the Chinese and says so to screen readers (WCAG 2.2, 3.1.2). */
export function Say({ text }: { readonly text: Text }) {
  const locale = useLocale();
  const said = say(text, locale);
  return said.lang === languageOf(locale) ? <>{said.text}</> : <span lang={said.lang}>{said.text}</span>;
}

export function languageOf(locale: Locale): 'zh-CN' | 'en' {
  return locale === 'zh' ? 'zh-CN' : 'en';
}

/** Official text: Chinese is authoritative; other languages are translations with a stated standing. */
export type Locale = 'zh' | 'en';
export const locales: readonly Locale[] = ['zh', 'en'];
export type TranslationStatus = 'official' | 'reviewed' | 'machine';

export type Text = { readonly zh: string } & {
  readonly [L in Exclude<Locale, 'zh'>]?: { readonly text: string; readonly status: TranslationStatus };
};

/** Our own words for screens and refusals: both languages, reviewed by us. */
export function words(zh: string, en: string): Text {
  return { zh, en: { text: en, status: 'reviewed' } };
}

/** What to show and in which language it is: a missing translation shows the Chinese, marked as Chinese. */
export function say(text: Text, locale: Locale): { readonly text: string; readonly lang: 'zh-CN' | 'en' } {
  if (locale !== 'zh') {
    const translation = text[locale];
    if (translation) return { text: translation.text, lang: 'en' };
  }
  return { text: text.zh, lang: 'zh-CN' };
}

/** The same where the language mark has no place (a JSON answer, an attribute). */
export function sayPlain(text: Text, locale: Locale): string {
  return say(text, locale).text;
}

import type { Locale } from '../kernel/text.ts';

/** What the server wrote into the page for this visit: nothing of it changes until the page is loaded again. */
export interface Surroundings {
  /** carried by every style that the component library writes (content security policy) */
  readonly nonce: string;
  readonly locale: Locale;
  readonly large: boolean;
  readonly demo: boolean;
}

export function surroundingsOf(page: Document): Surroundings {
  const root = page.documentElement;
  return {
    nonce: page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '',
    locale: root.lang === 'en' ? 'en' : 'zh',
    large: root.dataset.size === 'large',
    demo: root.dataset.demo === 'true',
  };
}

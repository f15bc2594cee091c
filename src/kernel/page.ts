import type { HtmlEscapedString } from 'hono/utils/html';
import type { Asker } from './asker.ts';
import type { Problem } from './problem.ts';
import type { Locale, Text } from './text.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every server-rendered page knows about its request. */
export interface PageContext {
  readonly locale: Locale;
  readonly asker: Asker;
  /** the display name of the person who is signed in, or null */
  readonly personName: string | null;
  readonly csrf: string;
  /** a fresh idempotency key for the form on this page: made when the form opens, not when it is sent */
  readonly key: string;
  /** path and query of this page, to come back to after signing in or changing the language */
  readonly url: string;
  /** large-type mode */
  readonly large: boolean;
  /** demo mode shows its banner on every page */
  readonly demo: boolean;
  /** the refusal that brought the person back to this form, and what they had typed */
  readonly problem: Problem | null;
  readonly submitted: Readonly<Record<string, string>> | null;
  readonly nonce: string;
  /** the name of the place that this instance serves, for the head of the page; from the city's data */
  readonly place?: Text;
}

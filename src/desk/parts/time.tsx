import { useLocale } from '../locale.tsx';
import { dayIn, timeIn } from './days.ts';

export function Time({ at }: { readonly at: string | null }) {
  const locale = useLocale();
  return at === null ? <span className="soft">—</span> : <time dateTime={at}>{timeIn(locale, at)}</time>;
}

export function LegalDay({ on }: { readonly on: string | null }) {
  const locale = useLocale();
  return on === null ? <span className="soft">—</span> : <time dateTime={on}>{dayIn(locale, on)}</time>;
}

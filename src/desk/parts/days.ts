import type { Locale } from '../../kernel/text.ts';

/** The whole country keeps one time (国家标准时间, UTC+8). */
const zone = 'Asia/Shanghai';

/** An instant as the clocks at the window show it. */
export function timeIn(locale: Locale, instant: string): string {
  const parts = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: locale === 'zh' ? '2-digit' : 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return parts.format(new Date(instant)).replaceAll('/', '-').replace(',', '');
}

/** A legal day, which is no instant: no zone can move it. */
export function dayIn(locale: Locale, day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (locale === 'zh') return `${year}年${month}月${date}日`;
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(Date.UTC(year, month - 1, date)));
}

/** Minutes and seconds that are left, for example 9:05; null when none are. */
export function leftUntil(instant: string, now: number): string | null {
  const seconds = Math.floor((Date.parse(instant) - now) / 1000);
  return seconds <= 0 ? null : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

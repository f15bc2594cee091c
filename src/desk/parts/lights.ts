import { type Text, words } from '../../kernel/text.ts';

export type Light = 'green' | 'yellow' | 'red' | 'legal-red' | 'stopped' | 'none';

/** A light always has words and a shape: colour alone tells nobody who cannot see it (WCAG 2.2, 1.4.1). */
export const lightWords: Readonly<Record<Light, { readonly label: Text; readonly mark: string; readonly tone: 'good' | 'warn' | 'bad' | 'soft' }>> = {
  green: { label: words('期限内', 'In time'), mark: '●', tone: 'good' },
  yellow: { label: words('临近期限', 'Due soon'), mark: '▲', tone: 'warn' },
  red: { label: words('超承诺期限', 'Past the promise'), mark: '■', tone: 'bad' },
  'legal-red': { label: words('超法定期限', 'Past the legal limit'), mark: '■', tone: 'bad' },
  stopped: { label: words('计时暂停', 'Clock stopped'), mark: '❙❙', tone: 'soft' },
  none: { label: words('未计时', 'Not running'), mark: '○', tone: 'soft' },
};

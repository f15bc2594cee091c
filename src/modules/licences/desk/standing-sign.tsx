import { type Text, words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import type { Standing } from '../contract.ts';

export const standingWords = {
  prepared: { label: words('制证中', 'Being made'), tone: 'soft', mark: '…' },
  valid: { label: words('有效', 'Valid'), tone: 'good', mark: '●' },
  expired: { label: words('已过期', 'Expired'), tone: 'warn', mark: '▲' },
  suspended: { label: words('暂停使用', 'Suspended'), tone: 'warn', mark: '❙❙' },
  revoked: { label: words('已注销', 'Revoked'), tone: 'bad', mark: '■' },
  replaced: { label: words('已换发', 'Replaced'), tone: 'soft', mark: '○' },
} as const satisfies Record<Standing, { label: Text; tone: string; mark: string }>;

export function StandingSign({ standing }: { readonly standing: Standing }) {
  const { label, tone, mark } = standingWords[standing];
  return (
    <span className={`sign sign-${tone}`}>
      <span aria-hidden="true" className="sign-mark">
        {mark}
      </span>
      <Say text={label} />
    </span>
  );
}

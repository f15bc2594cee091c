import { Button, Tooltip } from 'antd';
import { useId } from 'react';
import { words } from '../../kernel/text.ts';
import { Say, useLocale, useSay } from '../locale.tsx';
import { reasonsOf, type ShownAct } from './acts.ts';

interface Props {
  readonly acts: readonly ShownAct[];
  readonly press: (act: string) => void;
  readonly pending?: string | null;
}

/**
 * Buttons that say why they cannot be pressed: in a hint that opens on focus too, and as text below. A barred button
 * stays in the tab order, or a keyboard would never find its reason.
 */
export function ActButtons({ acts, press, pending = null }: Props) {
  const say = useSay();
  const id = useId();
  const locale = useLocale();
  const reasons = reasonsOf(acts, locale);
  if (acts.length === 0) return null;
  return (
    <div className="acts">
      <div className="acts-row">
        {acts.map(({ act, label, tone, allowed, why }) => {
          const reason = reasons.findIndex((one) => one.labels.includes(label));
          return (
            <Tooltip key={act} title={why === null ? undefined : say(why)} trigger={['hover', 'focus']}>
              <Button
                type={tone === 'primary' ? 'primary' : 'default'}
                danger={tone === 'danger' && allowed}
                loading={pending === act}
                aria-disabled={allowed ? undefined : true}
                aria-describedby={allowed ? undefined : `${id}-${reason}`}
                className={allowed ? undefined : 'barred'}
                onClick={() => {
                  if (allowed && pending === null) press(act);
                }}
              >
                {say(label)}
              </Button>
            </Tooltip>
          );
        })}
      </div>
      {reasons.length === 0 ? null : (
        <ul className="acts-why" aria-label={say(words('暂不能办理的原因', 'Why some acts are barred'))}>
          {reasons.map(({ why, labels }, index) => (
            <li key={why.zh} id={`${id}-${index}`}>
              <span>{labels.map(say).join(say(words('、', ', ')))}</span>: <Say text={why} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import type { Text } from '../../kernel/text.ts';
import { Say } from '../locale.tsx';

export interface Fact {
  readonly label: Text;
  readonly value: ReactNode;
  /** takes the whole width: long texts */
  readonly wide?: boolean;
}

/** Facts as pairs of label and value; what is not there is told as a dash. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, wide }) => (
        <div key={label.zh} className={wide ? 'fact fact-wide' : 'fact'}>
          <dt>
            <Say text={label} />
          </dt>
          <dd>{value === null || value === undefined || value === '' ? <span className="soft">—</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

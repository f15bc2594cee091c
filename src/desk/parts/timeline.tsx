import { type Text, words } from '../../kernel/text.ts';
import { Say } from '../locale.tsx';
import { LegalDay } from './time.tsx';

export interface TimelineEntry {
  readonly on: string;
  readonly what: Text;
  readonly why: Text | null;
  readonly state: 'done' | 'expected' | 'stopped';
}

/** The dates of a case in their order, each with the sentence that explains it. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.on} ${entry.what.zh}`} className={`timeline-entry timeline-${entry.state}`}>
          <p className="timeline-head">
            <LegalDay on={entry.on} />
            <strong>
              <Say text={entry.what} />
            </strong>
            {entry.state === 'done' ? null : (
              <span className="timeline-state">
                <Say text={stateWords[entry.state]} />
              </span>
            )}
          </p>
          {entry.why === null ? null : (
            <p className="soft">
              <Say text={entry.why} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

const stateWords = { expected: words('预计', 'expected'), stopped: words('计时暂停', 'clock stopped') } as const;

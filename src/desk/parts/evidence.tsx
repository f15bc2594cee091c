import { type Text, words } from '../../kernel/text.ts';
import { Say, useSay } from '../locale.tsx';
import { Time } from './time.tsx';

export interface EvidenceFacts {
  readonly source: Text;
  /** person → relation → organisation → licence, in words of record */
  readonly path: readonly string[];
  readonly verifiedAt: string;
  readonly reference: string;
  readonly values: readonly { readonly label: Text; readonly value: string }[];
}

/** What stands in place of a paper: from whom to what it was followed, when it was checked, and what it says. */
export function Evidence({ evidence }: { readonly evidence: EvidenceFacts }) {
  const say = useSay();
  return (
    <div className="evidence">
      <p className="evidence-source">
        <span className="sign sign-good">
          <span aria-hidden="true" className="sign-mark">
            ✓
          </span>
          <Say text={words('政府已有，免提交', 'The government has it: nothing to bring')} />
        </span>{' '}
        <Say text={evidence.source} />
      </p>
      {evidence.path.length === 0 ? null : (
        <ol className="chain" aria-label={say(words('证据链', 'Chain of evidence'))}>
          {evidence.path.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <p className="soft small">
        <Say text={words('核验于', 'Verified')} /> <Time at={evidence.verifiedAt} /> · <Say text={words('依据', 'Reference')} /> <code>{evidence.reference}</code>
      </p>
      {evidence.values.length === 0 ? null : (
        <details>
          <summary>
            <Say text={words('查看内容', 'What it says')} />
          </summary>
          <dl className="facts facts-close">
            {evidence.values.map(({ label, value }) => (
              <div key={label.zh} className="fact">
                <dt>
                  <Say text={label} />
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

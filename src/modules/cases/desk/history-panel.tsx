import { type Text, words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import type { CaseView } from './api.ts';

/** Every change of the case, the newest first. */
export function HistoryPanel({ view }: { readonly view: CaseView }) {
  if (view.history.length === 0) return null;
  return (
    <Panel title={words('办理记录', 'History')}>
      <ol className="history">
        {view.history.toReversed().map((line) => (
          <li key={`${line.at} ${line.kind}`}>
            <span className="soft">
              <Time at={line.at} />
            </span>
            <span>
              <Say text={line.says} />
              <span className="soft">
                {' '}
                · <Say text={hands[line.by] ?? words(line.by, line.by)} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const hands: Readonly<Record<string, Text>> = {
  applicant: words('申请人', 'applicant'),
  staff: words('工作人员', 'staff'),
  rule: words('公布规则', 'published rule'),
  law: words('依法', 'by law'),
  system: words('系统', 'system'),
};

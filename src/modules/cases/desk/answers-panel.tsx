import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import type { CaseView } from './api.ts';

/** What the form says, screen by screen; each value that the government already had names its source. */
export function AnswersPanel({ view }: { readonly view: CaseView }) {
  const screens = view.screens.filter((screen) => screen.answers.length > 0);
  if (screens.length === 0) return null;
  return (
    <Panel title={words('申请表', 'The form')}>
      {screens.map((screen) => (
        <section key={screen.id} className="answers">
          <h3>
            <Say text={screen.title} />
          </h3>
          <dl className="facts">
            {screen.answers.map((answer) => (
              <div key={answer.name} className={answer.value.length > 40 ? 'fact fact-wide' : 'fact'}>
                <dt>
                  <Say text={answer.title} />
                </dt>
                <dd>
                  {answer.value}
                  {answer.source === null ? null : (
                    <span className="source">
                      <Say text={answer.source} />
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Panel>
  );
}

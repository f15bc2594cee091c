import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import type { CaseView } from './api.ts';

/** What was told to be missing, and what of it is still open. */
export function CorrectionPanel({ view }: { readonly view: CaseView }) {
  const { correction } = view;
  if (correction === null) return null;
  return (
    <Panel title={words('一次性告知的补正内容', 'What was told to be missing')}>
      <p className="soft panel-lead">
        <Say text={words('告知于', 'Told on')} /> <LegalDay on={correction.toldOn} />
        {correction.answeredOn === null ? null : (
          <>
            {' · '}
            <Say text={words('交齐于', 'answered on')} /> <LegalDay on={correction.answeredOn} />
          </>
        )}
      </p>
      <ul className="told">
        {correction.points.map((point) => (
          <li key={`${point.about} ${point.key}`}>
            <span className={point.open ? 'sign sign-warn' : 'sign sign-good'}>
              <Say text={point.open ? words('待补正', 'open') : words('已补正', 'answered')} />
            </span>
            <span>
              <b>
                <Say text={point.label} />
              </b>
              <span className="soft">: {point.why}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

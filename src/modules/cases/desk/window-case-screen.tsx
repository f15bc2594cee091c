import { Alert } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { isAllowed } from '../../../desk/parts/acts.ts';
import { useParam } from '../../../desk/parts/address.ts';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { type CaseView, caseOf, type IdentifiedView } from './api.ts';
import { ApplicantStep } from './applicant-step.tsx';
import { CorrectionPanel } from './correction-panel.tsx';
import { FormStep } from './form-step.tsx';
import { HandInStep } from './hand-in-step.tsx';
import { MaterialsStep } from './materials-step.tsx';
import { stepsOf } from './window-steps.ts';

/** One application taken at the window, from the card to acceptance, on one page. */
export function WindowCaseScreen() {
  const id = useParam('case');
  const found = useReading(caseOf(id));
  return <Shown reading={found}>{(view) => <TheApplication key={view.id} view={view} />}</Shown>;
}

function TheApplication({ view }: { readonly view: CaseView }) {
  const say = useSay();
  // Stays in view after the hand-in, when the case belongs to its own page.
  const [handedIn, setHandedIn] = useState(false);
  const [identified, setIdentified] = useState<IdentifiedView | null>(null);
  // For whom it is decides what the government supplies: nothing else is asked before that.
  const choosing = (identified?.organisations.length ?? 0) > 0;
  const taking = isAllowed(view.acts, 'identify') || isAllowed(view.acts, 'submit') || isAllowed(view.acts, 'supplement');
  return (
    <Page title={view.item.name} about={view.number ?? undefined} back={{ to: paths.windowDesk(), label: words('返回窗口办理', 'Back to the window') }} lead={<Say text={view.stateName} />}>
      {taking || handedIn ? null : (
        <Alert
          className="notice"
          type="info"
          showIcon
          title={say(words('这个办件已不在窗口收取阶段', 'This case is no longer being taken at the window'))}
          action={
            <DeskLink to={paths.theCase(view.id)}>
              <Say text={words('查看办件', 'See the case')} />
            </DeskLink>
          }
        />
      )}
      <div className="columns">
        <div>
          <CorrectionPanel view={view} />
          <ApplicantStep view={view} identified={identified} setIdentified={setIdentified} />
          {view.applicant === null || choosing ? null : (
            <>
              <MaterialsStep view={view} />
              <FormStep view={view} />
              <HandInStep view={view} handedIn={() => setHandedIn(true)} />
            </>
          )}
        </div>
        <div className="columns-side">
          <Steps view={view} choosing={choosing} />
        </div>
      </div>
    </Page>
  );
}

function Steps({ view, choosing }: { readonly view: CaseView; readonly choosing: boolean }) {
  const say = useSay();
  return (
    <nav className="panel" aria-label={say(words('办理步骤', 'Steps'))}>
      <ol className="steps">
        {stepsOf(view, choosing).map((step) => (
          <li key={step.id} className={`step step-${step.state}`}>
            <a href={`#${step.id}`}>
              <Say text={step.label} />
            </a>
            <span className="small">
              <Say text={step.says} />
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

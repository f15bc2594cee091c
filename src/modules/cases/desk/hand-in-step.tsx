import { Button } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { ActButtons } from '../../../desk/parts/act-buttons.tsx';
import { isAllowed, shownActs } from '../../../desk/parts/acts.ts';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { useGo } from '../../../desk/parts/desk-link.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import * as paths from '../../../desk/paths.ts';
import { useDeed } from '../../../desk/use-deed.ts';
import { accept, type CaseView, submit, supplement, withdraw } from './api.ts';
import { stepsOf } from './window-steps.ts';

const known = {
  submit: { label: words('提交申请', 'Hand in') },
  supplement: { label: words('提交补正', 'Hand in what was missing'), tone: 'primary' },
} as const;

/** The end of the visit: handed in, and where nothing is missing accepted with the same press. */
export function HandInStep({ view, handedIn }: { readonly view: CaseView; readonly handedIn: () => void }) {
  const say = useSay();
  const go = useGo();
  const [leaving, setLeaving] = useState(false);
  const acceptance = useDeed(accept(view.id), { then: () => go(paths.theCase(view.id)) });
  const submission = useDeed(submit(view.id));
  const supplementing = useDeed(supplement(view.id), { then: () => go(paths.theCase(view.id)) });
  const [both, setBoth] = useState(false);
  const complete = stepsOf(view).every(({ id, state }) => id === 'hand-in' || state === 'done');
  const maySubmit = isAllowed(view.acts, 'submit');

  const handIn = async (andAccept: boolean) => {
    setBoth(andAccept);
    handedIn();
    const received = await submission.send({ version: view.version });
    if (received === null) return;
    if (andAccept && received.missing.length === 0) await acceptance.send({ version: received.version });
    else go(paths.theCase(view.id));
  };
  const pending = submission.pending ? (both ? 'both' : 'submit') : supplementing.pending ? 'supplement' : null;
  return (
    <div id="hand-in" className="panel-next">
      <Panel title={words('4 提交受理', '4 Hand in and accept')} tone={complete ? 'strong' : 'plain'}>
        <p className="soft panel-lead">
          <Say text={leadOf(view, complete)} />
        </p>
        <ProblemNotice problem={submission.problem} retry={submission.retry} />
        <ProblemNotice problem={acceptance.problem} retry={acceptance.retry} />
        <ProblemNotice problem={supplementing.problem} retry={supplementing.retry} />
        <div className="hand-in">
          {maySubmit && complete ? (
            <Button type="primary" loading={pending === 'both' || acceptance.pending} disabled={pending === 'submit'} onClick={() => void handIn(true)}>
              {say(words('提交并受理', 'Hand in and accept'))}
            </Button>
          ) : null}
          <ActButtons acts={shownActs(inPhase(view), known)} pending={pending} press={(act) => void (act === 'submit' ? handIn(false) : supplementing.send({ version: view.version }))} />
          {isAllowed(view.acts, 'withdraw') ? (
            <Button danger onClick={() => setLeaving(true)}>
              {say(words('放弃收件', 'Drop this application'))}
            </Button>
          ) : null}
        </div>
        {leaving ? (
          <DeedDialog title={words('放弃收件', 'Drop this application')} submit={words('确认放弃', 'Drop it')} danger route={withdraw(view.id)} bodyOf={() => ({ version: view.version })} close={() => setLeaving(false)} then={() => go(paths.windowDesk())}>
            <p>
              <Say text={words('已填写的内容将不再保留为办件。', 'What was filled in will not become a case.')} />
            </p>
          </DeedDialog>
        ) : null}
      </Panel>
    </div>
  );
}

function leadOf({ state }: CaseView, complete: boolean) {
  if (state === 'correction') return words('告知的补正内容全部交齐后提交，不能再要求其他内容。', 'Hand it in once every point of the notice is answered; nothing else can be asked for.');
  if (complete) return words('材料齐全、申请表已填，可以一次提交并受理。', 'Everything is there: it can be handed in and accepted at once.');
  return words('还不完整时也可以先收件：提交后一次性告知缺少的内容，受理期限不计算。', 'It may be handed in though something is missing: tell the applicant once afterwards; no limit runs meanwhile.');
}

/** A draft is handed in, a correction answered: the other button would only be in the way. */
function inPhase(view: CaseView) {
  return view.acts.filter(({ act }) => (view.state === 'correction' ? act === 'supplement' : act === 'submit'));
}

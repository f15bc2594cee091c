import { Alert } from 'antd';
import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { isAllowed } from '../../../desk/parts/acts.ts';
import { useParam } from '../../../desk/parts/address.ts';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Facts } from '../../../desk/parts/facts.tsx';
import { LightSign } from '../../../desk/parts/light-sign.tsx';
import { Page, Panel } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { AnswersPanel } from './answers-panel.tsx';
import { type CaseView, caseOf } from './api.ts';
import { CaseActs } from './case-acts.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { CorrectionPanel } from './correction-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MaterialsPanel } from './materials-panel.tsx';
import { ProceduresPanel } from './procedures-panel.tsx';

/** Everything about one case for those who handle it, and what they may do now. */
export function CaseScreen() {
  const id = useParam('case');
  const found = useReading(caseOf(id), { every: (view) => (view !== undefined && isLicenceComing(view) ? licenceMilliseconds : false) });
  // What a deed has just brought about stays on the page until the next one.
  const [said, setSaid] = useState<Text | null>(null);
  return <Shown reading={found}>{(view) => <TheCase key={view.id} view={view} said={said} say={setSaid} />}</Shown>;
}

const licenceMilliseconds = 2_000;

/** Signing follows the decision by a moment: the page waits for it. */
function isLicenceComing({ licences }: CaseView): boolean {
  return licences.some(({ standing }) => standing === 'prepared');
}

function TheCase({ view, said, say }: { readonly view: CaseView; readonly said: Text | null; readonly say: (what: Text) => void }) {
  const speak = useSay();
  return (
    <Page title={view.item.name} about={view.number ?? undefined} back={{ to: paths.work(), label: words('返回工作台', 'Back to the work list') }} lead={<StateLine view={view} />}>
      {said === null ? null : <Alert role="status" className="notice" type="success" showIcon title={speak(said)} />}
      {hasActs(view) ? (
        <Panel title={words('办理', 'Acts')} tone="strong">
          <CaseActs view={view} said={say} />
        </Panel>
      ) : null}
      <div className="columns">
        <div>
          <DecisionPanel view={view} />
          <CorrectionPanel view={view} />
          <ApplicantPanel view={view} />
          <MaterialsPanel view={view} />
          <AnswersPanel view={view} />
          <ProceduresPanel view={view} />
          <HistoryPanel view={view} />
        </div>
        <div className="columns-side">
          <ClockPanel view={view} />
        </div>
      </div>
    </Page>
  );
}

function StateLine({ view }: { readonly view: CaseView }) {
  return (
    <span className="state-line">
      <span className="sign sign-accent">
        <Say text={view.stateName} />
      </span>
      <LightSign light={view.light} />
      <span>
        <Say text={view.channel === 'window' ? words('窗口收件', 'Taken at the window') : words('网上申请', 'Applied for online')} />
        {view.window === null ? null : ` ${view.window}`}
      </span>
      {canGoOnAtWindow(view) ? (
        <DeskLink to={paths.windowCase(view.id)}>
          <Say text={words('到窗口办理页继续', 'Go on at the window')} />
        </DeskLink>
      ) : null}
    </span>
  );
}

const ended: ReadonlySet<string> = new Set(['granted', 'refused', 'not-accepted', 'withdrawn']);

function hasActs(view: CaseView): boolean {
  return view.acts.length > 0 && !ended.has(view.state) && view.state !== 'draft';
}

function canGoOnAtWindow({ acts }: CaseView): boolean {
  return isAllowed(acts, 'identify') || isAllowed(acts, 'submit') || isAllowed(acts, 'supplement');
}

function ApplicantPanel({ view }: { readonly view: CaseView }) {
  return (
    <Panel title={words('申请信息', 'The application')}>
      <Facts
        facts={[
          { label: words('申请人', 'Applicant'), value: view.applicant },
          { label: words('申请单位', 'Organisation'), value: view.organisation === null ? null : <OrganisationOf organisation={view.organisation} /> },
          { label: words('事项编码', 'Code of the item'), value: <code>{`${view.item.code} · v${view.item.version}`}</code> },
          { label: words('决定机关', 'Deciding office'), value: <Say text={view.office.name} /> },
          { label: words('收件日', 'Received on'), value: view.submittedOn === null ? null : <LegalDay on={view.submittedOn} /> },
          { label: words('受理日', 'Accepted on'), value: view.acceptedOn === null ? null : <LegalDay on={view.acceptedOn} /> },
        ]}
      />
    </Panel>
  );
}

export function OrganisationOf({ organisation }: { readonly organisation: NonNullable<CaseView['organisation']> }) {
  return (
    <>
      {organisation.name}
      <code className="id">{organisation.creditCode}</code>
    </>
  );
}

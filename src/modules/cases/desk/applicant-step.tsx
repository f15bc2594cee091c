import { Alert, Radio } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { CardReader } from '../../../desk/card-reader.tsx';
import { Say, useSay } from '../../../desk/locale.tsx';
import { isAllowed } from '../../../desk/parts/acts.ts';
import { Facts } from '../../../desk/parts/facts.tsx';
import { Panel } from '../../../desk/parts/page.tsx';
import { ProblemNotice } from '../../../desk/parts/problem-notice.tsx';
import { useDeed } from '../../../desk/use-deed.ts';
import { type CaseView, type IdentifiedView, identify } from './api.ts';
import { OrganisationOf } from './case-screen.tsx';

interface Props {
  readonly view: CaseView;
  /** what the last reading brought; it may ask for a choice first */
  readonly identified: IdentifiedView | null;
  readonly setIdentified: (identified: IdentifiedView) => void;
}

/** Whose application it is: the card says so, and for whom of their organisations they have come. */
export function ApplicantStep({ view, identified, setIdentified }: Props) {
  const [organisation, setOrganisation] = useState<string | null>(null);
  const deed = useDeed(identify(view.id), { then: setIdentified });
  const choices = identified?.organisations ?? [];
  const mayRead = isAllowed(view.acts, 'identify') && (choices.length === 0 || organisation !== null);
  const read = (reading: string) => void deed.send({ version: view.version, reading, organisation });
  return (
    <div id="applicant">
      <Panel title={words('1 核对申请人', '1 The applicant')} tone={view.applicant === null || choices.length > 0 ? 'strong' : 'plain'}>
        {view.applicant === null ? (
          <p className="soft panel-lead">
            <Say text={words('请申请人出示身份证原件。身份证号码不能手工输入。', 'Ask for the ID card itself; a number cannot be typed in.')} />
          </p>
        ) : (
          <Facts
            facts={[
              { label: words('申请人', 'Applicant'), value: view.applicant },
              { label: words('申请单位', 'Organisation'), value: view.organisation === null ? null : <OrganisationOf organisation={view.organisation} /> },
            ]}
          />
        )}
        <ProblemNotice problem={deed.problem} retry={deed.retry} />
        {choices.length === 0 ? null : <ChooseOrganisation choices={choices} chosen={organisation} choose={setOrganisation} />}
        {mayRead ? <CardReader key={choices.length === 0 ? '' : organisation} of={view.id} label={labelOf(view, choices.length > 0)} read={read} busy={deed.pending} primary={view.applicant === null || choices.length > 0} /> : null}
        {identified === null || choices.length > 0 ? null : <Collected identified={identified} />}
      </Panel>
    </div>
  );
}

function labelOf(view: CaseView, choosing: boolean) {
  if (choosing) return words('再读一次身份证，取用该单位的材料', 'Read the card again, for the documents of this organisation');
  return view.applicant === null ? words('读取身份证', 'Read the ID card') : words('重新读取身份证', 'Read the card again');
}

interface ChooseProps {
  readonly choices: IdentifiedView['organisations'];
  readonly chosen: string | null;
  readonly choose: (creditCode: string) => void;
}

/** A reading opens the licences of one organisation only, so the choice comes with a reading of its own. */
function ChooseOrganisation({ choices, chosen, choose }: ChooseProps) {
  const say = useSay();
  const title = words('申请人有多个单位，请选择为哪个单位办理', 'The applicant has several organisations: for which one is it?');
  return (
    <fieldset className="points">
      <legend>
        <Say text={title} />
      </legend>
      <Radio.Group className="radio-column" aria-label={say(title)} value={chosen} onChange={(event) => choose(String(event.target.value))} options={choices.map(({ name, creditCode }) => ({ value: creditCode, label: `${name}（${creditCode}）` }))} />
    </fieldset>
  );
}

/** What the government supplied by itself, and what it could not. */
function Collected({ identified }: { readonly identified: IdentifiedView }) {
  const say = useSay();
  const { outcomes } = identified;
  const got = outcomes.filter((outcome) => outcome.got);
  const without = outcomes.filter((outcome) => !outcome.got);
  if (outcomes.length === 0) return null;
  return (
    <Alert
      role="status"
      className="notice"
      type={without.length === 0 ? 'success' : 'warning'}
      showIcon
      title={say(words(`政府取得 ${got.length} 份材料，申请人不用提交`, `${got.length} document(s) came from the government: nothing to bring`))}
      description={
        <ul className="plain">
          {got.map((outcome) => (
            <li key={outcome.material}>
              <Say text={outcome.name} />
            </li>
          ))}
          {without.map((outcome) => (
            <li key={outcome.material}>
              <Say text={outcome.name} />: {outcome.why === null ? null : <Say text={outcome.why} />}
            </li>
          ))}
        </ul>
      }
    />
  );
}

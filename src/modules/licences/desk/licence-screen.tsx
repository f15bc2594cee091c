import { Alert } from 'antd';
import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { ActButtons } from '../../../desk/parts/act-buttons.tsx';
import { shownActs } from '../../../desk/parts/acts.ts';
import { useParam } from '../../../desk/parts/address.ts';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { DeskLink } from '../../../desk/parts/desk-link.tsx';
import { Facts } from '../../../desk/parts/facts.tsx';
import { FileView } from '../../../desk/parts/file-view.tsx';
import { Page, Panel } from '../../../desk/parts/page.tsx';
import { ReasonField } from '../../../desk/parts/reason-field.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { LegalDay, Time } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import type { Standing } from '../contract.ts';
import type { StandingAct } from '../domain/standing.ts';
import { changeStanding, type LicenceView, licenceOf, pdfOf } from './api.ts';
import { StandingSign, standingWords } from './standing-sign.tsx';

/** One licence: its face, its standing with the reasons, and the acts on it. */
export function LicenceScreen() {
  const found = useReading(licenceOf(useParam('licence')));
  const [said, setSaid] = useState<Text | null>(null);
  return <Shown reading={found}>{(view) => <TheLicence view={view} said={said} say={setSaid} />}</Shown>;
}

const known = {
  restore: { label: words('恢复使用', 'Restore'), tone: 'primary' },
  suspend: { label: words('暂停使用', 'Suspend') },
  revoke: { label: words('注销', 'Revoke'), tone: 'danger' },
} as const;

function TheLicence({ view, said, say }: { readonly view: LicenceView; readonly said: Text | null; readonly say: (what: Text) => void }) {
  const speak = useSay();
  const [open, setOpen] = useState<StandingAct | null>(null);
  const { card } = view;
  return (
    <Page title={card.typeName} about={card.number} back={{ to: paths.licences(), label: words('返回证照管理', 'Back to the licences') }} lead={<StandingSign standing={card.standing} />}>
      {said === null ? null : <Alert role="status" className="notice" type="success" showIcon title={speak(said)} />}
      {view.acts.length === 0 ? null : (
        <Panel title={words('办理', 'Acts')} tone="strong">
          <ActButtons acts={shownActs(view.acts, known)} press={(act) => setOpen(act as StandingAct)} />
        </Panel>
      )}
      <Panel title={words('证照信息', 'The licence')} beside={card.identifier === null ? null : <VerifyLink identifier={card.identifier} />}>
        <Facts facts={cardFacts(view)} />
      </Panel>
      <Panel title={words('证照照面', 'Face')}>
        <Facts facts={view.face.map(({ label, value }) => ({ label, value, wide: value.length > 40 }))} />
        {card.identifier === null ? null : <FileView file={pdfOf(card.id)} name={`${card.number}.pdf`} mediaType="application/pdf" of={card.typeName} />}
      </Panel>
      <Changes view={view} />
      {open === null ? null : <StandingDialog act={open} view={view} close={() => setOpen(null)} said={say} />}
    </Page>
  );
}

function VerifyLink({ identifier }: { readonly identifier: string }) {
  return (
    <DeskLink to={paths.verify(identifier)}>
      <Say text={words('核验这份证照', 'Verify this licence')} />
    </DeskLink>
  );
}

function cardFacts({ card }: LicenceView) {
  return [
    { label: words('证照标识', 'Identifier'), value: card.identifier === null ? null : <code>{card.identifier}</code>, wide: true },
    { label: words('持证人', 'Holder'), value: card.holderName },
    { label: words('发证机关', 'Issued by'), value: <Say text={card.issuer} /> },
    { label: words('发证日', 'Issued on'), value: <LegalDay on={card.issuedOn} /> },
    { label: words('有效期', 'Valid'), value: <Validity from={card.validFrom} to={card.validTo} /> },
    { label: words('信任等级', 'Trust grade'), value: card.grade },
  ];
}

function Validity({ from, to }: { readonly from: string; readonly to: string | null }) {
  return (
    <>
      <LegalDay on={from} /> – {to === null ? <Say text={words('长期', 'no end')} /> : <LegalDay on={to} />}
    </>
  );
}

function Changes({ view }: { readonly view: LicenceView }) {
  if (view.history.length === 0) return null;
  return (
    <Panel title={words('状态变更', 'Changes of standing')}>
      <ol className="history">
        {view.history.toReversed().map((change) => (
          <li key={change.at}>
            <span className="soft">
              <Time at={change.at} />
            </span>
            <span>
              <Say text={nameOf(change.from)} /> → <Say text={nameOf(change.to)} />
              <span className="soft"> · {change.reason}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function nameOf(standing: string): Text {
  return Object.hasOwn(standingWords, standing) ? standingWords[standing as Standing].label : words(standing, standing);
}

const dialogWords = {
  suspend: { title: words('暂停使用证照', 'Suspend the licence'), submit: words('确认暂停', 'Suspend'), follows: words('暂停期间不能用于办事，核验页会显示暂停；可以恢复。', 'It cannot be used meanwhile and the verification page says so; it can be restored.') },
  restore: { title: words('恢复使用证照', 'Restore the licence'), submit: words('确认恢复', 'Restore'), follows: words('恢复后立即可以使用。', 'It can be used again at once.') },
  revoke: { title: words('注销证照', 'Revoke the licence'), submit: words('确认注销', 'Revoke'), follows: words('注销后永久失效，不能恢复（行政许可法第六十九条、第七十条）。', 'It is void for good and cannot be restored (Administrative Licensing Law Arts. 69 and 70).') },
} as const satisfies Record<StandingAct, { title: Text; submit: Text; follows: Text }>;

interface DialogProps {
  readonly act: StandingAct;
  readonly view: LicenceView;
  readonly close: () => void;
  readonly said: (what: Text) => void;
}

/** A change of standing wants a fresh proof of identity; the dialog for it comes by itself and leads back here. */
function StandingDialog({ act, view, close, said }: DialogProps) {
  const { title, submit, follows } = dialogWords[act];
  return (
    <DeedDialog
      title={title}
      submit={submit}
      danger={act === 'revoke'}
      route={changeStanding(view.card.id)}
      bodyOf={({ reason }) => ({ act, reason: String(reason) })}
      close={close}
      then={(changed) => said(words(`证照状态已变更为：${standingWords[changed.standing].label.zh}`, `The licence now stands as: ${standingWords[changed.standing].label.en?.text}`))}
    >
      <p className="soft panel-lead">
        <Say text={follows} />
      </p>
      <ReasonField maximum={500} />
    </DeedDialog>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { useFilters } from '../../../desk/parts/address.ts';
import { Facts } from '../../../desk/parts/facts.tsx';
import { Page, Panel } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { LegalDay, Time } from '../../../desk/parts/time.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { type Verification, verification } from './api.ts';
import { identifierIn } from './scanned.ts';
import { StandingSign } from './standing-sign.tsx';

/** Is this licence what it says it is? By its identifier, for a paper or a screen that somebody holds up. */
export function VerifyScreen() {
  const { filters, set } = useFilters((next) => paths.verify(next.identifier));
  const identifier = filters.identifier ?? '';
  const found = useReading(verification(identifier), { enabled: identifier !== '' });
  return (
    <Page title={words('证照核验', 'Verify a licence')} lead={<Say text={words('输入证照上的证照标识，或用扫码枪扫描二维码。', 'Type the identifier on the licence, or scan its code.')} />}>
      <AskForm key={identifier} identifier={identifier} ask={(next) => set({ identifier: next })} />
      {identifier === '' ? null : <Shown reading={found}>{(view) => <Result view={view} />}</Shown>}
    </Page>
  );
}

function AskForm({ identifier, ask }: { readonly identifier: string; readonly ask: (identifier: string) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState(identifier);
  return (
    <form
      role="search"
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        ask(identifierIn(typed));
      }}
    >
      <label className="grow">
        <Say text={words('证照标识', 'Identifier of the licence')} />
        <Input value={typed} maxLength={500} allowClear onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Button type="primary" htmlType="submit">
        {say(words('核验', 'Verify'))}
      </Button>
    </form>
  );
}

function Result({ view }: { readonly view: Verification }) {
  return (
    <>
      <Panel title={view.valid ? words('核验通过', 'Verified') : words('核验不通过', 'Not verified')} tone="strong" beside={<StandingSign standing={view.standing} />}>
        <Facts
          facts={[
            { label: words('证照', 'Licence'), value: <Say text={view.typeName} /> },
            { label: words('证照号码', 'Number'), value: view.number },
            { label: words('持证人', 'Holder'), value: view.holderName },
            { label: words('发证机关', 'Issued by'), value: <Say text={view.issuer} /> },
            { label: words('发证日', 'Issued on'), value: <LegalDay on={view.issuedOn} /> },
            { label: words('核验时间', 'Verified at'), value: <Time at={view.checkedAt} /> },
          ]}
        />
      </Panel>
      <Panel title={words('核验步骤', 'Steps')}>
        <ul className="told">
          {view.checks.map(({ check, ok, reason }) => (
            <li key={check}>
              <span className={ok ? 'sign sign-good' : 'sign sign-bad'}>
                <Say text={ok ? words('通过', 'passed') : words('不通过', 'failed')} />
              </span>
              <span>
                <b>
                  <Say text={checkWords[check]} />
                </b>
                <span className="soft">
                  {' '}
                  <Say text={reason} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={words('证照照面', 'Face')}>
        <Facts facts={view.face.map(({ label, value }) => ({ label, value, wide: value.length > 40 }))} />
      </Panel>
    </>
  );
}

const checkWords = {
  identifier: words('证照标识', 'Identifier'),
  record: words('证照记录', 'Record'),
  signature: words('签名', 'Signature'),
  key: words('签名密钥', 'Signing key'),
  log: words('透明日志', 'Transparency log'),
  standing: words('证照状态', 'Standing'),
} as const satisfies Record<Verification['checks'][number]['check'], Text>;

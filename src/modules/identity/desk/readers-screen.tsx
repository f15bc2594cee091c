import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { sayPlain, type Text, words } from '../../../kernel/text.ts';
import { Say, useLocale, useSay } from '../../../desk/locale.tsx';
import { Choice } from '../../../desk/parts/choice.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { Page } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import { type Column, Table } from '../../../desk/parts/table.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import { useReading } from '../../../desk/use-reading.ts';
import { type CardReader, offices, readers, type ReaderEntry, registerReader, suspendReader } from './api.ts';

/** The readers whose word counts: a card that no registered reader has signed is only a text. */
export function ReadersScreen() {
  const say = useSay();
  const found = useReading(readers());
  const listed = useReading(offices());
  const [said, setSaid] = useState<Text | null>(null);
  const [registering, setRegistering] = useState(false);
  const [suspending, setSuspending] = useState<CardReader | null>(null);
  const nameOf = (office: string) => listed.data?.offices.find(({ id }) => id === office)?.name ?? words('—', '—');
  const acts: Column<CardReader> = {
    name: 'acts',
    label: words('办理', 'Acts'),
    wide: true,
    cell: (row) =>
      row.state === 'active' ? (
        <Button size="small" danger onClick={() => setSuspending(row)} aria-label={`${say(words('停用', 'Suspend'))}: ${row.id}`}>
          {say(words('停用', 'Suspend'))}
        </Button>
      ) : (
        <span className="soft">—</span>
      ),
  };
  return (
    <Page
      title={words('读卡器', 'Card readers')}
      lead={<Say text={words('只有登记的读卡器签名的读证结果才被接受。', 'Only what a registered reader has signed is taken.')} />}
      beside={
        <Button type="primary" onClick={() => setRegistering(true)}>
          {say(words('登记读卡器', 'Register a reader'))}
        </Button>
      }
    >
      {said === null ? null : <Alert role="status" className="notice" type="success" showIcon title={say(said)} />}
      <Shown reading={found}>
        {(view) => (
          <Table caption={words('登记的读卡器', 'Registered readers')} columns={[...columns(nameOf), acts]} rows={view.readers} keyOf={(row) => row.id} empty={words('还没有登记读卡器', 'No reader is registered yet')} emptyHint={words('窗口读取身份证前，请先登记读卡器。', 'Register one before a window reads cards.')} />
        )}
      </Shown>
      {registering ? <RegisterDialog close={() => setRegistering(false)} said={setSaid} /> : null}
      {suspending === null ? null : <SuspendDialog reader={suspending} close={() => setSuspending(null)} said={setSaid} />}
    </Page>
  );
}

function columns(nameOf: (office: string) => Text): readonly Column<CardReader>[] {
  return [
    { name: 'id', label: words('编号', 'Reader'), heads: true, cell: (row) => row.id },
    { name: 'window', label: words('窗口', 'Window'), cell: (row) => row.window },
    { name: 'office', label: words('机构', 'Office'), cell: (row) => <Say text={nameOf(row.office)} /> },
    {
      name: 'model',
      label: words('型号', 'Model'),
      cell: (row) => (
        <>
          <Say text={row.model} /> {row.standIn ? <StandInSign /> : null}
          <code className="id">{row.serial}</code>
        </>
      ),
    },
    { name: 'seen', label: words('最近连接', 'Last heard of'), cell: (row) => <Time at={row.seenAt} /> },
    { name: 'state', label: words('状态', 'State'), cell: (row) => <StateSign state={row.state} /> },
  ];
}

function StandInSign() {
  return (
    <span className="sign sign-warn">
      <Say text={words('替身', 'stand-in')} />
    </span>
  );
}

function StateSign({ state }: { readonly state: CardReader['state'] }) {
  return (
    <span className={state === 'active' ? 'sign sign-good' : 'sign sign-bad'}>
      <Say text={state === 'active' ? words('可用', 'in use') : words('已停用', 'suspended')} />
    </span>
  );
}

interface DialogProps {
  readonly close: () => void;
  readonly said: (what: Text) => void;
}

function RegisterDialog({ close, said }: DialogProps) {
  const say = useSay();
  const locale = useLocale();
  const listed = useReading(offices());
  const choices = (listed.data?.offices ?? []).filter(({ kind }) => kind !== 'community').map(({ id, name }) => ({ value: id, label: name }));
  const field = (name: keyof ReaderEntry, label: Text, more: { maximum: number; hint?: Text }) => (
    <Form.Item name={name} label={say(label)} {...(more.hint ? { extra: say(more.hint) } : {})} rules={[{ required: true, whitespace: true, message: sayPlain(words(`请填写${label.zh}`, `Enter: ${label.en?.text}`), locale) }]}>
      {name === 'publicKey' ? <Input.TextArea rows={3} maxLength={more.maximum} /> : <Input maxLength={more.maximum} />}
    </Form.Item>
  );
  return (
    <DeedDialog title={words('登记读卡器', 'Register a reader')} submit={words('登记', 'Register')} route={registerReader()} bodyOf={(values) => values as unknown as ReaderEntry} close={close} then={(entered) => said(words(`读卡器 ${entered.reader} 已登记`, `Reader ${entered.reader} is registered`))}>
      {field('id', words('编号', 'Name'), { maximum: 40, hint: words('小写字母、数字和连字符。', 'Small letters, digits and hyphens.') })}
      <Form.Item name="office" label={say(words('机构', 'Office'))} rules={[{ required: true, message: say(words('请选择机构', 'Choose the office')) }]}>
        <Choice none={words('请选择', 'Please choose')} options={choices} />
      </Form.Item>
      {field('window', words('窗口', 'Window'), { maximum: 20, hint: words('如 W01。', 'For example W01.') })}
      {field('model', words('型号', 'Model'), { maximum: 80 })}
      {field('serial', words('序列号', 'Serial number'), { maximum: 80 })}
      {field('publicKey', words('公钥', 'Public key'), { maximum: 400, hint: words('读卡程序显示的 Ed25519 公钥（PEM）。', 'The Ed25519 public key that the reader’s program shows (PEM).') })}
    </DeedDialog>
  );
}

function SuspendDialog({ reader, close, said }: DialogProps & { readonly reader: CardReader }) {
  return (
    <DeedDialog title={words('停用读卡器', 'Suspend the reader')} submit={words('确认停用', 'Suspend')} danger route={suspendReader(reader.id)} bodyOf={() => undefined} close={close} then={() => said(words(`读卡器 ${reader.id} 已停用`, `Reader ${reader.id} is suspended`))}>
      <p>
        <Say text={words(`${reader.window} 窗口将不能读取身份证，直到登记新的读卡器。`, `Window ${reader.window} can read no cards until another reader is registered.`)} />
      </p>
    </DeedDialog>
  );
}

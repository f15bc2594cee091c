import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { type Column, Table } from '../../../desk/parts/table.tsx';
import { LegalDay } from '../../../desk/parts/time.tsx';
import { roleWords } from '../../../desk/shell/menu.ts';
import { endPost, type StaffPost, suspendAccount, suspensionReasons } from './api.ts';

interface Props {
  readonly staff: readonly StaffPost[];
  readonly said: (what: Text) => void;
  readonly grant: (to: { readonly person: string; readonly name: string }) => void;
}

type Open = { readonly act: 'suspend' | 'end'; readonly row: StaffPost } | null;

/** Who holds which post, and what an administrator does about it. */
export function StaffTable({ staff, said, grant }: Props) {
  const say = useSay();
  const [open, setOpen] = useState<Open>(null);
  const button = (label: Text, row: StaffPost, press: () => void, danger = false) => (
    <Button size="small" danger={danger} onClick={press} aria-label={`${say(label)}: ${row.name}`}>
      {say(label)}
    </Button>
  );
  const acts: Column<StaffPost> = {
    name: 'acts',
    label: words('办理', 'Acts'),
    wide: true,
    cell: (row) => (
      <span className="row-acts">
        {row.state === 'active' ? button(words('授予岗位', 'Grant a post'), row, () => grant({ person: row.person, name: row.name })) : null}
        {row.to === null || row.state === 'active' ? button(words('撤销岗位', 'End the post'), row, () => setOpen({ act: 'end', row })) : null}
        {row.state === 'active' ? button(words('停用账号', 'Suspend'), row, () => setOpen({ act: 'suspend', row }), true) : null}
      </span>
    ),
  };
  return (
    <>
      <Table caption={words('人员与岗位', 'People and posts')} columns={[...columns, acts]} rows={staff} keyOf={(row) => row.post} empty={words('这个机构还没有人员', 'This office has no staff yet')} emptyHint={words('先邀请工作人员，再授予岗位。', 'Invite somebody, then grant a post.')} />
      {open?.act === 'suspend' ? <SuspendDialog row={open.row} close={() => setOpen(null)} said={said} /> : null}
      {open?.act === 'end' ? <EndDialog row={open.row} close={() => setOpen(null)} said={said} /> : null}
    </>
  );
}

const columns: readonly Column<StaffPost>[] = [
  { name: 'name', label: words('姓名', 'Name'), heads: true, cell: (row) => row.name },
  {
    name: 'role',
    label: words('岗位', 'Post'),
    cell: (row) => (
      <>
        <Say text={roleWords[row.role]} />
        {row.window === null ? null : ` · ${row.window}`}
        {row.deputyOf === null ? null : (
          <>
            {' · '}
            <Say text={words('代理', 'deputy')} />
          </>
        )}
      </>
    ),
  },
  { name: 'items', label: words('事项', 'Items'), cell: (row) => (row.items === '*' ? <Say text={words('全部', 'all')} /> : row.items.join(', ')) },
  { name: 'term', label: words('任期', 'Term'), cell: (row) => <Term row={row} /> },
  { name: 'state', label: words('账号', 'Account'), cell: (row) => <State row={row} /> },
];

function Term({ row }: { readonly row: StaffPost }) {
  return (
    <>
      <LegalDay on={row.from} /> – {row.to === null ? <Say text={words('至今', 'now')} /> : <LegalDay on={row.to} />}
    </>
  );
}

function State({ row }: { readonly row: StaffPost }) {
  const [tone, label] = row.state === 'suspended' ? (['bad', words('已停用', 'suspended')] as const) : row.enrolled ? (['good', words('正常', 'active')] as const) : (['warn', words('待启用', 'not activated yet')] as const);
  return (
    <span className={`sign sign-${tone}`}>
      <Say text={label} />
    </span>
  );
}

interface DialogProps {
  readonly row: StaffPost;
  readonly close: () => void;
  readonly said: (what: Text) => void;
}

const reasonWords = {
  left: words('离职', 'has left'),
  moved: words('调岗', 'has moved to another office'),
  misuse: words('违规使用', 'misuse'),
  'lost-factor': words('密码或动态口令遗失', 'lost password or second factor'),
} as const satisfies Record<(typeof suspensionReasons)[number], Text>;

/** A leaver: every session and open invitation ends with the press. */
function SuspendDialog({ row, close, said }: DialogProps) {
  const say = useSay();
  return (
    <DeedDialog
      title={words(`停用 ${row.name} 的账号`, `Suspend the account of ${row.name}`)}
      submit={words('立即停用', 'Suspend now')}
      danger
      route={suspendAccount(row.account)}
      bodyOf={({ reason }) => ({ reason: reason as (typeof suspensionReasons)[number] })}
      close={close}
      then={(ended) => said(words(`${row.name} 的账号已停用，${ended.endedSessions} 个登录已结束`, `The account of ${row.name} is suspended; ${ended.endedSessions} session(s) ended`))}
    >
      <p className="soft panel-lead">
        <Say text={words('所有登录和未用的邀请立即失效，所有岗位不能再用。', 'Every session and open invitation ends at once, and no post can be used.')} />
      </p>
      <Form.Item name="reason" label={say(words('原因', 'Reason'))} rules={[{ required: true, message: say(words('请选择原因', 'Choose the reason')) }]}>
        <Radio.Group className="radio-column" options={suspensionReasons.map((value) => ({ value, label: say(reasonWords[value]) }))} />
      </Form.Item>
    </DeedDialog>
  );
}

function EndDialog({ row, close, said }: DialogProps) {
  return (
    <DeedDialog
      title={words('撤销岗位', 'End the post')}
      submit={words('确认撤销', 'End it')}
      danger
      route={endPost(row.post)}
      bodyOf={() => undefined}
      close={close}
      then={() => said(words(`已撤销 ${row.name} 的岗位`, `The post of ${row.name} is over`))}
    >
      <p>
        <Say text={words(`${row.name} 将立即不能以“${roleWords[row.role].zh}”岗位办理业务。`, `${row.name} can no longer act as ${roleWords[row.role].en?.text}, from now on.`)} />
      </p>
    </DeedDialog>
  );
}

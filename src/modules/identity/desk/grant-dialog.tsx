import { Form, Input } from 'antd';
import { type Text, words } from '../../../kernel/text.ts';
import { useSay } from '../../../desk/locale.tsx';
import { Choice } from '../../../desk/parts/choice.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { roleWords } from '../../../desk/shell/menu.ts';
import { grantPost, type MyPost, type Office, type StaffPost } from './api.ts';
import { wishOf } from './post-wish.ts';

interface Props {
  readonly to: { readonly person: string; readonly name: string };
  readonly office: Office;
  readonly staff: readonly StaffPost[];
  readonly close: () => void;
  readonly said: (what: Text) => void;
}

/** Rights come from posts: who, for this office, in which role, from when to when. */
export function GrantDialog({ to, office, staff, close, said }: Props) {
  const say = useSay();
  const roles = (Object.keys(roleWords) as MyPost['role'][]).map((value) => ({ value, label: roleWords[value] }));
  const holders = staff.filter((row) => row.person !== to.person && row.deputyOf === null && row.state === 'active');
  return (
    <DeedDialog
      title={words(`授予岗位：${to.name}`, `Grant a post: ${to.name}`)}
      submit={words('授予岗位', 'Grant the post')}
      route={grantPost()}
      initial={{ region: office.region }}
      bodyOf={(values) => wishOf(values, to.person, office.id)}
      close={close}
      then={() => said(words(`已授予 ${to.name} 岗位，下次登录起生效`, `${to.name} holds the post from the next sign-in on`))}
    >
      <Form.Item name="role" label={say(words('角色', 'Role'))} rules={[{ required: true, message: say(words('请选择角色', 'Choose the role')) }]}>
        <Choice none={words('请选择', 'Please choose')} options={roles} />
      </Form.Item>
      <WindowField />
      <Form.Item name="items" label={say(words('事项范围', 'Items'))} extra={say(words('留空为全部；多个事项用逗号隔开。', 'Empty means all; separate several by commas.'))}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="region" label={say(words('区域代码', 'Region'))} rules={[{ required: true, message: say(words('请填写区域代码', 'Enter the region')) }]}>
        <Input maxLength={12} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="from" label={say(words('开始日期', 'From'))} extra={say(words('留空为今天。', 'Empty means today.'))}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={say(words('结束日期', 'To'))} extra={say(words('留空为长期。', 'Empty means no end.'))}>
        <Input type="date" />
      </Form.Item>
      {holders.length === 0 ? null : (
        <Form.Item name="deputyOf" label={say(words('代理谁的岗位', 'Deputy of'))}>
          <Choice none={words('不是代理', 'Nobody')} options={holders.map((row) => ({ value: row.post, label: words(`${row.name}（${roleWords[row.role].zh}）`, `${row.name} (${roleWords[row.role].en?.text})`) }))} />
        </Form.Item>
      )}
    </DeedDialog>
  );
}

/** Only who receives or decides can sit at a window. */
function WindowField() {
  const say = useSay();
  const role = Form.useWatch('role') as MyPost['role'] | undefined;
  if (role === 'auditor' || role === 'admin') return null;
  return (
    <Form.Item name="window" label={say(words('窗口', 'Window'))} extra={say(words('在窗口办理的填写，如 W01。', 'Only for a post at a window, for example W01.'))}>
      <Input maxLength={20} />
    </Form.Item>
  );
}

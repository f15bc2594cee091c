import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { Time } from '../../../desk/parts/time.tsx';
import { invite, type Invited } from './api.ts';

/** The link goes by the administrator, its code by phone: neither alone opens the account. */
export function InviteDialog({ close, invited }: { readonly close: () => void; readonly invited: (invited: Invited) => void }) {
  const say = useSay();
  const needed = (message: ReturnType<typeof words>) => [{ required: true, whitespace: true, message: say(message) }];
  return (
    <DeedDialog
      title={words('邀请工作人员', 'Invite a member of staff')}
      submit={words('生成邀请链接', 'Make the link')}
      route={invite()}
      bodyOf={({ number, name, phone }) => ({ number: String(number).trim(), name: String(name).trim(), phone: String(phone).trim() })}
      close={close}
      then={invited}
    >
      <Form.Item name="name" label={say(words('姓名', 'Name'))} rules={needed(words('请填写姓名', 'Enter the name'))}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="number" label={say(words('公民身份号码', 'ID number'))} rules={needed(words('请填写公民身份号码', 'Enter the ID number'))}>
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={say(words('手机号', 'Mobile number'))} extra={say(words('启用账号的验证码会发到这个手机。', 'The code to activate the account goes to this phone.'))} rules={needed(words('请填写手机号', 'Enter the mobile number'))}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </DeedDialog>
  );
}

/** Shown once: only its digest is kept, so nobody can look it up again. */
export function InvitationLink({ invited, grant }: { readonly invited: Invited; readonly grant: () => void }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}${invited.path}`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return (
    <Alert
      role="status"
      className="notice"
      type="success"
      showIcon
      title={say(words('邀请链接只显示这一次，请交给本人', 'The link is shown this once: hand it to the person'))}
      description={
        <div className="invitation">
          <label>
            <Say text={words('邀请链接', 'Invitation link')} />
            <Input readOnly value={address} onFocus={(event) => event.target.select()} />
          </label>
          <p className="small">
            <Say text={words('有效期至', 'Good until')} /> <Time at={invited.expiresAt} />
          </p>
          <p className="row-acts">
            <Button onClick={() => void copy()}>{say(copied ? words('已复制', 'Copied') : words('复制链接', 'Copy the link'))}</Button>
            <Button onClick={grant}>{say(words('为此人授予岗位', 'Grant this person a post'))}</Button>
          </p>
        </div>
      }
    />
  );
}

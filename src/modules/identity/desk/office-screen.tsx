import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { useSay } from '../../../desk/locale.tsx';
import { useParam } from '../../../desk/parts/address.ts';
import { Facts } from '../../../desk/parts/facts.tsx';
import { Page, Panel } from '../../../desk/parts/page.tsx';
import { Shown } from '../../../desk/parts/shown.tsx';
import * as paths from '../../../desk/paths.ts';
import { useReading } from '../../../desk/use-reading.ts';
import { type Invited, offices, staffOf } from './api.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { InvitationLink, InviteDialog } from './invite-dialog.tsx';
import { StaffTable } from './staff-table.tsx';

/** The people and posts of one office. */
export function OfficeScreen() {
  const id = useParam('office');
  const say = useSay();
  const listed = useReading(offices());
  const staff = useReading(staffOf(id));
  const [said, setSaid] = useState<Text | null>(null);
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [grantTo, setGrantTo] = useState<{ readonly person: string; readonly name: string } | null>(null);
  const office = listed.data?.offices.find((one) => one.id === id);
  return (
    <Page
      title={office?.name ?? words('机构', 'Office')}
      back={{ to: paths.offices(), label: words('返回机构与人员', 'Back to the offices') }}
      beside={
        <Button type="primary" onClick={() => setInviting(true)}>
          {say(words('邀请工作人员', 'Invite a member of staff'))}
        </Button>
      }
    >
      {said === null ? null : <Alert role="status" className="notice" type="success" showIcon title={say(said)} />}
      {invited === null ? null : <InvitationLink invited={invited} grant={() => setGrantTo({ person: invited.person, name: say(words('刚邀请的人员', 'the person just invited')) })} />}
      {office ? (
        <Panel title={words('机构信息', 'The office')}>
          <Facts
            facts={[
              { label: words('统一社会信用代码', 'Unified social credit code'), value: <code>{office.creditCode}</code> },
              { label: words('区域代码', 'Region'), value: <code>{office.region}</code> },
              { label: words('电话', 'Phone'), value: office.phone },
            ]}
          />
        </Panel>
      ) : null}
      <Panel title={words('人员与岗位', 'People and posts')}>
        <Shown reading={staff}>{(view) => <StaffTable staff={view.staff} said={setSaid} grant={setGrantTo} />}</Shown>
      </Panel>
      {inviting ? <InviteDialog close={() => setInviting(false)} invited={setInvited} /> : null}
      {grantTo !== null && office ? <GrantDialog to={grantTo} office={office} staff={staff.data?.staff ?? []} close={() => setGrantTo(null)} said={setSaid} /> : null}
    </Page>
  );
}

import { words } from '../../../kernel/text.ts';
import { Say } from '../../../desk/locale.tsx';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { ReasonField } from '../../../desk/parts/reason-field.tsx';
import { grant, notAccept, refuse } from './api.ts';
import type { ActDialogProps } from './case-acts.tsx';

const toApplicant = words('原文告知申请人，请写明依据和救济途径。', 'The applicant reads it as it stands: name the ground and how to appeal.');

export function NotAcceptDialog({ view, close, said }: ActDialogProps) {
  return (
    <DeedDialog
      title={words('不予受理', 'Do not accept')}
      submit={words('确认不予受理', 'Do not accept')}
      danger
      route={notAccept(view.id)}
      bodyOf={({ reason }) => ({ version: view.version, reason: String(reason) })}
      close={close}
      then={() => said(words('已决定不予受理，已告知申请人', 'Not accepted; the applicant was told'))}
    >
      <ReasonField label={words('不予受理的理由', 'Why it is not accepted')} hint={toApplicant} />
    </DeedDialog>
  );
}

export function GrantDialog({ view, close, said }: ActDialogProps) {
  return (
    <DeedDialog
      title={words('准予许可', 'Grant')}
      submit={words('确认准予', 'Grant')}
      route={grant(view.id)}
      bodyOf={() => ({ version: view.version })}
      close={close}
      then={(decided) =>
        said(decided.licence === null ? words('已准予许可，已告知申请人', 'Granted; the applicant was told') : words('已准予许可，电子证照正在制作，已告知申请人', 'Granted; the licence is being made and the applicant was told'))
      }
    >
      <p>
        <Say text={words('准予后立即制发电子证照并告知申请人，不能撤回。', 'The licence is issued at once and the applicant told; this cannot be taken back.')} />
      </p>
    </DeedDialog>
  );
}

export function RefuseDialog({ view, close, said }: ActDialogProps) {
  return (
    <DeedDialog
      title={words('不予许可', 'Refuse')}
      submit={words('确认不予许可', 'Refuse')}
      danger
      route={refuse(view.id)}
      bodyOf={({ reason }) => ({ version: view.version, reason: String(reason) })}
      close={close}
      then={() => said(words('已决定不予许可，已告知申请人', 'Refused; the applicant was told'))}
    >
      <ReasonField label={words('不予许可的理由', 'Why it is refused')} hint={toApplicant} />
    </DeedDialog>
  );
}

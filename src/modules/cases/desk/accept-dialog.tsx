import { Alert } from 'antd';
import { sayPlain, type Text, words } from '../../../kernel/text.ts';
import { Say, useSay } from '../../../desk/locale.tsx';
import { dayIn } from '../../../desk/parts/days.ts';
import { DeedDialog } from '../../../desk/parts/deed-dialog.tsx';
import { accept, type AcceptedView } from './api.ts';
import type { ActDialogProps } from './case-acts.tsx';

/** Acceptance starts the clock and ends every demand: the dialog says both, and what is still missing. */
export function AcceptDialog({ view, close, said }: ActDialogProps) {
  const say = useSay();
  const missing = view.materials.filter((material) => material.missing);
  return (
    <DeedDialog title={words('受理申请', 'Accept the application')} submit={words('确认受理', 'Accept')} route={accept(view.id)} bodyOf={() => ({ version: view.version })} close={close} then={(accepted) => said(acceptedWords(accepted))}>
      {missing.length === 0 ? null : (
        <Alert
          className="notice"
          type="warning"
          showIcon
          title={say(words(`还缺 ${missing.length} 份材料，应当先一次性告知`, `${missing.length} document(s) are missing; tell the applicant first`))}
          description={
            <ul className="plain">
              {missing.map((material) => (
                <li key={material.id}>
                  <Say text={material.name} />
                </li>
              ))}
            </ul>
          }
        />
      )}
      <p>
        <Say text={words('受理后开始计算办理期限，不能再要求申请人补正（行政许可法第三十二条）。', 'The limit runs from acceptance, and nothing more can be asked for (Administrative Licensing Law Art. 32).')} />
      </p>
    </DeedDialog>
  );
}

export function acceptedWords({ rule, promisedDueOn, state }: AcceptedView): Text {
  if (state === 'granted' && rule) return words(`已受理，并按公布规则 ${rule.rule}（第 ${rule.version} 版）当场准予，证照正在制作`, `Accepted, and granted at once by the published rule ${rule.rule} (version ${rule.version}); the licence is being made`);
  const due = promisedDueOn === null ? words('', '') : words(`，承诺 ${dayIn('zh', promisedDueOn)} 前办结`, `; promised by ${dayIn('en', promisedDueOn)}`);
  if (rule === null) return words(`已受理${due.zh}`, `Accepted${due.en?.text ?? ''}`);
  const why = { zh: rule.failed.map((one) => one.zh).join('；'), en: rule.failed.map((one) => sayPlain(one, 'en')).join('; ') };
  return words(`已受理，规则不能当场决定，转审批人员${due.zh}。原因：${why.zh}`, `Accepted; the rule cannot decide it, an approver will${due.en?.text ?? ''}. Why: ${why.en}`);
}

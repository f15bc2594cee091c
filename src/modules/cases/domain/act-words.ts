import { words, type Text } from '../../../kernel/text.ts';
import type { CaseState } from '../contract.ts';
import { actsOf, whyNot, type Act, type ActRefusal, type Doer, type Situation } from './state.ts';

export const stateWords = {
  draft: words('填写中', 'Draft'),
  submitted: words('已收件，待受理', 'Received, waiting for acceptance'),
  correction: words('待补正', 'Something is missing'),
  accepted: words('已受理，审批中', 'Accepted, being decided'),
  suspended: words('特别程序中，期限暂停', 'Special procedure, limit stopped'),
  'not-accepted': words('不予受理', 'Not accepted'),
  granted: words('已准予', 'Granted'),
  refused: words('不予许可', 'Refused'),
  withdrawn: words('已撤回', 'Withdrawn'),
} as const satisfies Record<CaseState, Text>;

export const actWords = {
  'save-screen': words('填写', 'Fill in'),
  prefill: words('重新读取登记信息', 'Read the registers again'),
  'choose-organisation': words('选择单位', 'Choose the organisation'),
  collect: words('取用政府已有的材料', 'Use what the government holds'),
  'add-material': words('上传材料', 'Upload'),
  'remove-material': words('删除材料', 'Remove a file'),
  submit: words('提交', 'Submit'),
  withdraw: words('撤回', 'Withdraw'),
  identify: words('读取身份证', 'Read the ID card'),
  'tell-correction': words('一次性告知补正', 'Tell what is missing'),
  supplement: words('提交补正', 'Hand in what was missing'),
  accept: words('受理', 'Accept'),
  'not-accept': words('不予受理', 'Do not accept'),
  'order-inspection': words('启动特别程序', 'Order a special procedure'),
  'record-inspection': words('登记特别程序结果', 'Record the result of the procedure'),
  grant: words('准予', 'Grant'),
  refuse: words('不予许可', 'Refuse'),
} as const satisfies Record<Act, Text>;

/** Why an act may not be done now, in words; buttons and refusals say the same. */
export function whyWords(refusal: ActRefusal): Text {
  switch (refusal.kind) {
    case 'act-not-now': {
      const act = actWords[refusal.act];
      const state = stateWords[refusal.state];
      return words(`办件状态为“${state.zh}”，不能${act.zh}`, `Not possible while the case is: ${state.en?.text ?? state.zh}`);
    }
    case 'correction-after-acceptance':
      return words('办件已受理，不能再要求或提交补正（行政许可法第三十二条）', 'The case is accepted; nothing more may be asked for or handed in (Administrative Licensing Law Art. 32)');
    case 'correction-already-told':
      return words('补正只能一次性告知，本办件已经告知过', 'What is missing may be told once only, and was told already');
    case 'draft-of-the-other-channel':
      return refusal.channel === 'online'
        ? words('这是申请人在网上填写的草稿，由申请人本人提交', 'This draft was begun online and is the applicant’s own')
        : words('这是窗口正在收取的办件，请在窗口办理', 'This application is being taken at the window; please finish it there');
    case 'applicant-unknown':
      return words('请先读取申请人的身份证', 'Please read the applicant’s ID card first');
    case 'own-case':
      return words('不能办理本人的办件，请由其他人员办理', 'Nobody handles a case of their own; please leave it to a colleague');
    case 'acceptor-cannot-decide':
      return words('受理人不能审批同一办件，请由其他审批人决定', 'Who accepted a case does not decide it; another approver must');
  }
}

export interface ActStanding {
  readonly act: Act;
  readonly allowed: boolean;
  readonly why: Text | null;
}

/** The acts of a part with their standing now, from the table that the deeds ask too. */
export function standingOfActs(situation: Situation, doer: Doer | null): ActStanding[] {
  if (doer === null) return [];
  return actsOf(doer.part).map((act) => {
    const refusal = whyNot(act, situation, doer);
    return { act, allowed: refusal === null, why: refusal === null ? null : whyWords(refusal) };
  });
}

import { words, type Text } from '../../../kernel/text.ts';
import { dayInChinese, dayInEnglish } from '../../../standards/calendar-explanation.ts';
import type { Day } from '../../../kernel/day.ts';

/** The words of every notice to the applicant: what happened, and what it means for them. */
export interface NoticeWords {
  readonly kind: string;
  readonly title: Text;
  readonly body: Text;
}

const nameOf = (item: Text) => ({ zh: item.zh, en: item.en?.text ?? item.zh });

export function submittedNotice(item: Text, number: string, until: Day): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-submitted',
    title: words(`已收到“${zh}”申请`, `Application received: ${en}`),
    body: words(
      `办件编号 ${number}。最晚${dayInChinese(until)}答复是否受理或者需要补正什么。`,
      `Case number ${number}. You get an answer, or the complete list of what is missing, by ${dayInEnglish(until)}.`,
    ),
  };
}

export function correctionNotice(item: Text, points: readonly { readonly label: Text; readonly why: string }[]): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-correction',
    title: words(`“${zh}”需要补正 ${points.length} 项`, `${en}: ${points.length} point(s) to put right`),
    body: words(
      `一次性告知，补齐后即可受理，不会再要求补正：${points.map(({ label, why }) => `${label.zh}（${why}）`).join('；')}。`,
      `This is the complete list; nothing more will be asked: ${points.map(({ label, why }) => `${label.en?.text ?? label.zh} (${why})`).join('; ')}.`,
    ),
  };
}

export function supplementedNotice(item: Text): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-supplemented',
    title: words(`已收到“${zh}”的补正材料`, `Received what was missing: ${en}`),
    body: words('补正材料已交齐，等待受理。', 'Everything that was asked for is there; the case waits for acceptance.'),
  };
}

export function acceptedNotice(item: Text, due: Day | null, byLaw: boolean): NoticeWords {
  const { zh, en } = nameOf(item);
  const until = due === null ? words('', '') : words(`承诺${dayInChinese(due)}前办结。`, `Promised by ${dayInEnglish(due)}.`);
  const how = byLaw ? words('逾期未告知补正，依法自收到之日起视为受理。', 'Nothing was told to be missing in time, so it counts as accepted by law. ') : words('', '');
  return {
    kind: 'case-accepted',
    title: words(`“${zh}”已受理`, `Accepted: ${en}`),
    body: words(`${how.zh}${until.zh}` || '已受理。', `${how.en?.text ?? ''}${until.en?.text ?? ''}` || 'Accepted.'),
  };
}

export function notAcceptedNotice(item: Text, reason: string, remedies: Text): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-not-accepted',
    title: words(`“${zh}”不予受理`, `Not accepted: ${en}`),
    body: words(`理由：${reason}。${remedies.zh}`, `Reason: ${reason}. ${remedies.en?.text ?? remedies.zh}`),
  };
}

export function inspectionNotice(item: Text, procedure: Text, notice: Text, plannedOn: Day): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-suspended',
    title: words(`“${zh}”将进行${procedure.zh}，期限暂停`, `${en}: ${procedure.en?.text ?? procedure.zh}; the limit stops`),
    body: words(`${notice.zh}预定日期：${dayInChinese(plannedOn)}。`, `${notice.en?.text ?? notice.zh} Planned for ${dayInEnglish(plannedOn)}.`),
  };
}

export function inspectedNotice(item: Text, procedure: Text, passed: boolean, due: Day | null): NoticeWords {
  const { zh, en } = nameOf(item);
  const until = due === null ? words('', '') : words(`承诺办结日为${dayInChinese(due)}。`, ` Promised by ${dayInEnglish(due)}.`);
  return {
    kind: 'case-resumed',
    title: words(`“${zh}”${procedure.zh}${passed ? '通过' : '未通过'}，期限恢复`, `${en}: ${procedure.en?.text ?? procedure.zh} ${passed ? 'passed' : 'not passed'}`),
    body: words(`期限自次日起继续计算。${until.zh}`, `The limit runs again from the next day.${until.en?.text ?? ''}`),
  };
}

export function grantedNotice(item: Text, byRule: boolean, hasLicence: boolean): NoticeWords {
  const { zh, en } = nameOf(item);
  const how = byRule ? words('按公布的规则当场决定。', 'Decided at once by the published rule. ') : words('', '');
  const licence = hasLicence ? words('电子证照正在制作，稍后可在“我的证照”查看。', 'The electronic licence is being made; find it under My licences.') : words('', '');
  return { kind: 'case-granted', title: words(`“${zh}”已准予`, `Granted: ${en}`), body: words(`${how.zh}${licence.zh}` || '已准予。', `${how.en?.text}${licence.en?.text}` || 'Granted.') };
}

export function refusedNotice(item: Text, reason: string, remedies: Text): NoticeWords {
  const { zh, en } = nameOf(item);
  return {
    kind: 'case-refused',
    title: words(`“${zh}”不予许可`, `Refused: ${en}`),
    body: words(`理由：${reason}。${remedies.zh}`, `Reason: ${reason}. ${remedies.en?.text ?? remedies.zh}`),
  };
}

export function withdrawnNotice(item: Text): NoticeWords {
  const { zh, en } = nameOf(item);
  return { kind: 'case-withdrawn', title: words(`已撤回“${zh}”申请`, `Withdrawn: ${en}`), body: words('办件已终止，可以重新申请。', 'The case has ended; you may apply again.') };
}

interface RemedyPlace {
  readonly department: Text;
  readonly address: Text;
  readonly phone: string;
}

/** A refusal names where to turn: review within 60 days, court within six months (行政复议法, article 9; 行政诉讼法, article 46). */
export function remedyWords({ review, litigation }: { readonly review: RemedyPlace; readonly litigation: RemedyPlace }): Text {
  return words(
    `如不服，可自收到决定之日起60日内向${review.department.zh}（${review.phone}）申请行政复议，或者6个月内向${litigation.department.zh}（${litigation.phone}）提起行政诉讼。`,
    `You may ask ${review.department.en?.text ?? review.department.zh} (${review.phone}) for a review within 60 days, or go to ${litigation.department.en?.text ?? litigation.department.zh} (${litigation.phone}) within six months.`,
  );
}

import type { Problems } from '../../kernel/problem.ts';
import { type Text, words } from '../../kernel/text.ts';
import type { Standing } from './contract.ts';

export type LicencesRefusal =
  | { kind: 'licence-not-open-for-this'; standing: Standing; field?: string }
  | { kind: 'licence-unknown' }
  | { kind: 'licence-not-ready' }
  | { kind: 'licence-identifier-wrong'; field: string; words: Text }
  | { kind: 'licence-identifier-unknown'; field: string }
  | { kind: 'copy-purpose-missing'; field: string }
  | { kind: 'copy-file-wrong'; field: string }
  | { kind: 'copy-details-wrong'; field: string; words: Text }
  | { kind: 'copies-too-many'; limit: number }
  | { kind: 'copy-checked-already' }
  | { kind: 'copy-of-another-person' }
  | { kind: 'copy-licence-held' }
  | { kind: 'copy-reading-refused'; reason: string }
  | { kind: 'glyphs-missing'; characters: string };

const standingNames: Record<Standing, Text> = {
  prepared: words('制证中', 'being made'),
  valid: words('有效', 'valid'),
  expired: words('已过期', 'expired'),
  suspended: words('暂停使用', 'suspended'),
  revoked: words('已注销', 'revoked'),
  replaced: words('已换发', 'replaced'),
};

export const licencesProblems: Problems<LicencesRefusal> = {
  'licence-not-open-for-this': {
    status: 409,
    title: (refusal) => words(`证照${standingNames[refusal.standing].zh}，不能这样操作`, `The licence is ${standingNames[refusal.standing].en?.text ?? refusal.standing}: this cannot be done now`),
  },
  'licence-unknown': { status: 404, title: words('没有找到这份证照', 'There is no such licence') },
  'licence-not-ready': { status: 503, title: words('证照正在制作，请稍候片刻再试', 'The licence is being made; please try again in a moment'), retryAfterSeconds: 2 },
  'licence-identifier-wrong': { status: 400, title: words('证照标识有误', 'This is no licence identifier'), detail: (refusal) => refusal.words },
  'licence-identifier-unknown': {
    status: 404,
    title: words('本平台没有签发过这个标识的证照', 'No licence with this identifier was issued here'),
    detail: () => words('标识书写无误，但不在本平台的证照库中，请勿采信。', 'The identifier is well formed, but it is not in the store of this platform: do not rely on it.'),
  },
  'copy-purpose-missing': { status: 400, title: words('请同时填写用途和有效期截止日', 'Give both the purpose and the last day of the copy') },
  'copy-file-wrong': { status: 422, title: words('文件不是 PDF、JPG 或 PNG，或已损坏', 'The file is not a PDF, JPG or PNG, or it is damaged') },
  'copy-details-wrong': { status: 422, title: words('证照信息有误', 'Something about the licence is not right'), detail: (refusal) => refusal.words },
  'copies-too-many': { status: 409, title: (refusal) => words(`最多保存 ${refusal.limit} 份证照复印件`, `At most ${refusal.limit} copies are kept`) },
  'copy-checked-already': { status: 409, title: words('这份复印件已经核对过', 'This copy has been checked already') },
  'copy-of-another-person': { status: 409, title: words('刷卡人不是这份复印件的本人', 'The card read belongs to another person than the copy') },
  'copy-licence-held': { status: 409, title: words('本人已有同类有效证照，无需复印件', 'The person holds a valid licence of this kind: no copy is needed') },
  'copy-reading-refused': { status: 409, title: words('身份证读卡无效，请重新刷卡', 'The card reading does not count: please read the card again'), detail: (refusal) => words(refusal.reason, refusal.reason) },
  'glyphs-missing': {
    status: 422,
    title: words('证照含有字库没有的字，暂不能生成 PDF', 'The licence has characters for which there is no font: no PDF can be drawn'),
    detail: (refusal) => words(`缺字：${refusal.characters}。电子证照本身有效，可用核验页或导出文件。`, `Missing: ${refusal.characters}. The licence itself is valid: use the verification page or the exported file.`),
  },
};

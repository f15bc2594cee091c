import type { Problems } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';
import { stateWords, whyWords } from './domain/act-words.ts';
import type { CaseRefusal } from './domain/refusals.ts';

const conflict = { status: 409, title: whyWords } as const;
const levels = { L0: words('注册账户', 'registered'), L1: words('手机核验', 'phone checked'), L2: words('实名核验', 'number and name checked'), L3: words('实人核验', 'card read') } as const;

/** The words and status of everything this room says no with. */
export const casesProblems: Problems<CaseRefusal> = {
  'act-not-now': conflict,
  'correction-after-acceptance': conflict,
  'correction-already-told': conflict,
  'draft-of-the-other-channel': conflict,
  'applicant-unknown': conflict,
  'own-case': { status: 403, title: whyWords },
  'acceptor-cannot-decide': { status: 403, title: whyWords },
  'case-changed': {
    status: 412,
    title: words('办件刚刚被更新过，请核对后再提交', 'The case has just been changed; please check it and send again'),
    detail: ({ version, state }) => words(`当前为第 ${version} 版，状态：${stateWords[state].zh}。`, `It is now at version ${version}: ${stateWords[state].en?.text ?? ''}.`),
  },
  'form-out-of-date': {
    status: 409,
    title: words('事项的表单已更新，请更新草稿后再提交', 'The form of this item has changed; please bring your draft up to date first'),
    detail: ({ had, now }) => words(`草稿用的是第 ${had} 版，现行为第 ${now} 版；已填的内容会保留。`, `Your draft is on version ${had}, the published one is ${now}; what you filled in is kept.`),
  },
  'item-not-published': { status: 404, title: words('没有这个事项，或已停止办理', 'There is no such item, or it is no longer offered') },
  'item-not-online': { status: 409, title: words('这个事项暂不能网上办理，请到窗口办理', 'This item cannot be applied for online yet; please come to a window') },
  'item-not-at-this-window': { status: 403, title: words('本窗口不受理这个事项', 'This item is not received at this window') },
  'real-name-level-too-low': {
    status: 403,
    title: words('账户的实名等级不够', 'Your account is not verified enough for this item'),
    detail: ({ needs, has }) => words(`本事项要求${levels[needs].zh}，你的账户是${levels[has].zh}。`, `It needs: ${levels[needs].en?.text}; your account: ${levels[has].en?.text}.`),
  },
  'no-organisation': { status: 409, title: words('这个事项由单位申请，没有查到你名下的单位', 'This item is for organisations, and none is registered under your name') },
  'organisation-not-yours': { status: 422, title: words('没有查到你与这个单位的关系', 'No tie between you and this organisation was found') },
  'organisation-to-choose': { status: 409, title: words('你名下有多个单位，请选择为哪个单位申请', 'Several organisations are registered under your name; please choose one') },
  'answers-wrong': { status: 422, title: words('有几处需要修改', 'Some answers need a change') },
  'screen-unknown': { status: 404, title: words('表单没有这一页', 'The form has no such screen') },
  'answer-not-to-correct': { status: 422, title: words('补正期间只能修改通知要求的内容', 'Only what the notice asked for can be changed now') },
  'material-unknown': { status: 404, title: words('这个事项不需要这份材料', 'This item does not ask for such a document') },
  'material-from-government': { status: 409, title: words('这份材料由系统取得，不用上传', 'This document is supplied by the government; nothing to upload') },
  'too-many-files': { status: 409, title: ({ limit }) => words(`一份材料最多 ${limit} 个文件`, `At most ${limit} files for one document`) },
  'file-gone': { status: 404, title: words('文件不存在，或已删除', 'The file does not exist or was removed') },
  'file-missing': { status: 422, title: words('请选择文件', 'Please choose a file') },
  'file-too-large': { status: 413, title: ({ megabytes }) => words(`文件超过 ${megabytes} MB，请压缩后上传`, `The file is larger than ${megabytes} MB`) },
  'file-type-not-accepted': { status: 422, title: ({ accepts }) => words(`只接受 ${accepts.join('、')} 文件`, `Only these kinds of file: ${accepts.join(', ')}`) },
  'file-not-what-it-says': {
    status: 422,
    title: ({ says, is }) => (is === 'unknown' ? words(`文件名是 ${says}，内容却不是`, `The name says ${says}, the content does not`) : words(`文件名是 ${says}，内容却是 ${is}`, `The name says ${says}, the content is ${is}`)),
  },
  'file-broken': { status: 422, title: words('文件已损坏或不完整，请重新保存后上传', 'The file is damaged or incomplete; please save it again') },
  'image-too-large': { status: 422, title: ({ megapixels }) => words(`图片超过 ${megapixels} 百万像素，请缩小后上传`, `The picture has more than ${megapixels} megapixels`) },
  'pdf-too-many-pages': { status: 422, title: ({ pages }) => words(`文件超过 ${pages} 页，请拆分后上传`, `The document has more than ${pages} pages; please split it`) },
  'pdf-runs-code': { status: 422, title: ({ feature }) => words(`PDF 含有会运行或夹带其他内容的部分（${feature}），请打印为 PDF 后上传`, `The PDF holds something that runs or is attached (${feature}); please print it to a new PDF`) },
  'pdf-encrypted': { status: 422, title: words('PDF 设有密码，请去掉密码后上传', 'The PDF is protected by a password; please remove it') },
  'materials-missing': { status: 422, title: words('还缺少材料', 'Something is still missing') },
  'correction-empty': { status: 422, title: words('材料齐全，没有指出需要补正的内容', 'Everything is there, and nothing wrong was named') },
  'correction-point-unknown': { status: 422, title: words('这一项不在事项的材料或表单中，不能要求', 'The item does not ask for this, so it cannot be demanded') },
  'correction-answer-locked': { status: 422, title: words('此项取自政府登记信息，不能要求申请人修改', 'This answer is a register’s; the applicant cannot correct it') },
  'correction-too-late': {
    status: 409,
    title: words('已过一次性告知的期限', 'The time for telling what is missing is over'),
    detail: ({ until }) => words(`最晚应在 ${until} 告知；逾期未告知的，自收到申请之日起即为受理（行政许可法第三十二条）。`, `It ended on ${until}; the case counts as accepted from the day of receipt (Administrative Licensing Law Art. 32).`),
  },
  'correction-unanswered': { status: 422, title: words('还有补正内容没有交齐', 'Some points of the notice are still open') },
  'procedure-not-of-item': { status: 422, title: words('事项没有规定这个特别程序', 'The item provides for no such procedure') },
  'planned-day-out-of-range': { status: 422, title: ({ from, to }) => words(`日期应在 ${from} 至 ${to} 之间`, `The day must be from ${from} to ${to}`) },
  'not-on-duty': { status: 403, title: words('今天不是你值班审批，请由值班审批人决定', 'You are not the approver on duty today') },
  'organisation-name-taken': { status: 409, title: words('这个名称已被登记，请申请人改名', 'This name is registered already; the applicant must choose another') },
  'licence-face-incomplete': { status: 409, title: ({ fields }) => words(`证照内容不完整：${fields.join('、')}`, `The licence would be incomplete: ${fields.join(', ')}`) },
  'licence-already-held': { status: 409, title: words('持证人已有有效的同类证照', 'The holder has a valid licence of this kind already') },
  'licence-type-unknown': { status: 409, title: words('证照类型不存在或已停用', 'The type of licence does not exist or is no longer used') },
  'licence-holder-unfit': { status: 409, title: words('这种证照不能发给该持证人', 'This kind of licence cannot be issued to this holder') },
  'card-of-another-person': { status: 409, title: words('读取的身份证不是本办件申请人的', 'The card read is not the applicant’s') },
  'reading-unknown': { status: 422, title: words('没有这次读卡记录，请重新读卡', 'There is no such card reading; please read the card again') },
  'reading-of-another-case': { status: 409, title: words('这次读卡属于另一个办件，请重新读卡', 'This reading belongs to another case; please read the card again') },
  'reading-of-another-clerk': { status: 409, title: words('这次读卡是其他人员发起的，请重新读卡', 'This reading was asked for by a colleague; please read the card again') },
  'reading-expired': { status: 409, title: ({ minutes }) => words(`读卡已超过 ${minutes} 分钟，请重新读卡`, `The reading is older than ${minutes} minutes; please read the card again`) },
  'reading-used': { status: 409, title: words('这次读卡已经用过，请重新读卡', 'This reading was used already; please read the card again') },
};

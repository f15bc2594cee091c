import type { Problems } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';
import { citizenNumberWords } from '../../standards/citizen-number.ts';
import type { CodeRefusal } from './domain/one-time-code.ts';
import { passwordLength, type PasswordRefusal } from './domain/password.ts';
import type { GuessRefusal } from './guard.ts';
import type { AcceptRefusal } from './use-cases/accept-invitation.ts';
import type { PollRefusal, ReadingAnswerRefusal } from './use-cases/answer-reading.ts';
import type { ChoosePostRefusal } from './use-cases/choose-post.ts';
import type { EnterReaderRefusal } from './use-cases/enter-reader.ts';
import type { GrantRefusal } from './use-cases/grant-post.ts';
import type { NameRefusal, NumberRefusal, PhoneRefusal } from './use-cases/input.ts';
import type { InviteRefusal } from './use-cases/invite-staff.ts';
import type { OpenReadingRefusal } from './use-cases/open-reading.ts';
import type { RegisterRefusal } from './use-cases/register-citizen.ts';
import type { StaffSignInRefusal } from './use-cases/sign-in-staff.ts';
import type { SuspendRefusal } from './use-cases/suspend-account.ts';

const typed: Problems<NumberRefusal | NameRefusal | PhoneRefusal | CodeRefusal | PasswordRefusal> = {
  'citizen-number-wrong': { status: 422, title: (refusal) => citizenNumberWords[refusal.why] },
  'name-wrong': { status: 422, title: words('请填写证件上的姓名', 'Enter the name as it stands on the ID card') },
  'phone-wrong': { status: 422, title: words('请填写11位手机号', 'Enter a mobile number of 11 digits') },
  'code-wrong': { status: 422, title: words('验证码不对或已失效，请核对或重新获取', 'The code is wrong or over; please check it or ask for another') },
  'password-too-short': {
    status: 422,
    title: words(`密码至少 ${passwordLength.least} 位，建议 ${passwordLength.advised} 位以上`, `A password has at least ${passwordLength.least} characters; ${passwordLength.advised} or more are better`),
  },
  'password-too-long': { status: 422, title: words(`密码不能超过 ${passwordLength.most} 位`, `A password has at most ${passwordLength.most} characters`) },
  'password-common': { status: 422, title: words('这个密码太常见，请换一个', 'This password is too common; please choose another') },
  'password-tells-the-person': { status: 422, title: words('密码不能用姓名、证件号、生日或手机号', 'A password must not be your name, ID number, birthday or phone') },
};

const guessed: Problems<GuessRefusal> = {
  'sign-in-wrong': { status: 422, title: words('登录信息不正确', 'What you entered is not right') },
  'too-many-tries': {
    status: 429,
    title: (refusal) => words(`尝试次数太多，请 ${minutesOf(refusal.seconds)} 分钟后再试`, `Too many tries; please come back in ${minutesOf(refusal.seconds)} minutes`),
  },
  'sign-in-busy': { status: 429, title: words('登录的人太多，请稍后再试', 'Many people are signing in; please try again shortly'), retryAfterSeconds: 2 },
};

type AccountRefusal = RegisterRefusal | StaffSignInRefusal | ChoosePostRefusal | AcceptRefusal | { kind: 'session-unknown' };

export const accountProblems: Problems<AccountRefusal | NumberRefusal | PhoneRefusal> = {
  ...typed,
  ...guessed,
  'name-differs': { status: 422, title: words('姓名与证件号码不一致', 'The name does not belong to this ID number') },
  'already-registered': { status: 409, title: words('该证件号码已注册，请直接登录或重设密码', 'This ID number has an account; please sign in or set a new password') },
  'post-missing': { status: 403, title: words('您目前没有有效的岗位，请联系管理员', 'You hold no post at present; please ask your administrator') },
  'post-not-held': { status: 409, title: words('您目前不担任这个岗位', 'You do not hold this post at present') },
  'session-unknown': { status: 404, title: words('这次登录已经结束', 'This session is over already') },
  'invitation-over': { status: 410, title: words('邀请已使用或已过期，请让管理员重新邀请', 'The invitation was used or is over; please ask for a new one') },
  'totp-wrong': { status: 422, title: words('动态口令不对，请核对手机时间', 'The one-time password is wrong; please check the clock of your phone') },
};

export const staffProblems: Problems<InviteRefusal | SuspendRefusal | GrantRefusal | { kind: 'post-over' }> = {
  'citizen-number-wrong': typed['citizen-number-wrong'],
  'name-wrong': typed['name-wrong'],
  'phone-wrong': typed['phone-wrong'],
  'name-differs': accountProblems['name-differs'],
  'invite-oneself': { status: 409, title: words('不能邀请自己，请由另一位管理员办理', 'You cannot invite yourself; another administrator must') },
  'suspend-oneself': { status: 409, title: words('不能停用自己的账号', 'You cannot suspend your own account') },
  'already-suspended': { status: 409, title: words('该账号已经停用', 'This account is suspended already') },
  'grant-to-oneself': { status: 409, title: words('不能给自己授予岗位', 'You cannot grant a post to yourself') },
  'grant-mixes-admin-and-business': { status: 409, title: words('管理岗位与业务岗位不能由同一人担任', 'Nobody may administer and handle cases at the same time') },
  'grant-term-wrong': { status: 422, title: words('结束日期不能早于开始日期', 'The last day cannot be before the first') },
  'grant-day-wrong': { status: 422, title: words('日期不存在', 'There is no such day') },
  'grant-to-no-staff': { status: 422, title: words('此人没有可用的工作人员账号', 'This person has no active staff account') },
  'grant-region-wrong': { status: 422, title: words('岗位的区域超出了您的管辖范围', 'The region of the post is beyond your own') },
  'grant-deputy-wrong': { status: 422, title: words('只能代理同一单位、同一角色的他人岗位', 'A deputy stands in for another person in the same office and role') },
  'post-already-held': { status: 409, title: words('此人已担任该岗位', 'This person holds this post already') },
  'post-over': { status: 409, title: words('该岗位已经结束', 'This post is over already') },
};

export const readingProblems: Problems<OpenReadingRefusal | PollRefusal | ReadingAnswerRefusal | { kind: 'reading-unknown' }> = {
  'citizen-number-wrong': typed['citizen-number-wrong'],
  'name-wrong': typed['name-wrong'],
  'window-missing': { status: 409, title: words('您的岗位不在窗口，不能读证', 'Your post has no window, so it cannot read a card') },
  'reader-missing': {
    status: 409,
    title: (refusal) => words(`${refusal.window} 窗口没有登记的读卡器`, `No reader is registered at window ${refusal.window}`),
    detail: () => words('请联系管理员登记读卡器，或请群众到其他窗口。', 'Ask the administrator to register one, or send the person to another window.'),
  },
  'reader-signature-wrong': { status: 403, title: words('不是登记的读卡器发来的内容', 'This did not come from a registered reader') },
  'reader-clock-wrong': { status: 403, title: words('读卡器时间与系统不一致', 'The clock of the reader differs from ours') },
  'reading-unknown': { status: 404, title: words('没有这次读证', 'There is no such reading') },
  'reading-challenge-unknown': { status: 404, title: words('没有人在等待读证', 'Nobody is waiting for this card') },
  'reading-challenge-answered': { status: 409, title: words('这次读证已经结束', 'This reading is over already') },
  'reading-challenge-expired': { status: 409, title: (refusal) => words(`读证须在 ${refusal.minutes} 分钟内完成`, `A card must be read within ${refusal.minutes} minutes`) },
  'reading-time-wrong': { status: 422, title: words('读证时间不对', 'The time of the reading is not right') },
};

export const readerProblems: Problems<EnterReaderRefusal> = {
  'reader-key-wrong': { status: 422, title: words('公钥应为 Ed25519 的 PEM', 'The key is not an Ed25519 public key in PEM') },
  'reader-known': { status: 409, title: words('该编号的读卡器已登记', 'A reader of this name is registered already') },
  'reader-taken': { status: 409, title: words('该窗口已有读卡器', 'This window has a reader already') },
};

function minutesOf(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

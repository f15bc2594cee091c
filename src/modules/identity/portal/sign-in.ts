import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { textField } from '../../../portal/parts/field.ts';
import { form, submitButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { plain, show, type Words } from '../../../portal/words.ts';
import { standInMessages } from '../../channels/paths.ts';
import { passwordLength } from '../domain/password.ts';
import * as paths from '../paths.ts';
import type { formPage } from '../views.ts';

export type FormPage = z.output<typeof formPage>;

/** The ways in, one form a page: what was typed wrongly is said beside it, and nothing else is on the way. */
export function signInPage(view: FormPage, page: PageContext): Html {
  return frame(page, signInWords, ['number', 'password'], html`${ways(page, view, 'password')}
${form({
  page,
  action: '/sign-in',
  hidden: backOf(view),
  body: [numberField(page), passwordField(page, words('密码', 'Password'), 'current-password')],
  buttons: submitButton({ page, label: signInWords }),
})}
<p><a href="${paths.recover()}">${show(page, words('忘记密码', 'Forgot your password?'))}</a></p>
<p><a href="${paths.register(view.back ?? undefined)}">${show(page, words('没有账号，去注册', 'No account yet? Register'))}</a></p>
<p><a href="${paths.staffSignIn()}">${show(page, words('工作人员登录', 'Staff sign in here'))}</a></p>`);
}

export function signInPhonePage(view: FormPage, page: PageContext): Html {
  const title = words('短信验证码登录', 'Sign in with a code by phone');
  const asked = view.request !== null;
  return frame(page, title, asked ? ['code'] : ['number'], html`${ways(page, view, 'phone')}
${
  asked
    ? html`${codeSent(page)}${form({
        page,
        action: '/sign-in/code',
        hidden: { ...backOf(view), request: view.request ?? '' },
        body: codeField(page),
        buttons: submitButton({ page, label: signInWords }),
      })}<p><a href="${paths.signInByPhone(view.back ?? undefined)}">${show(page, againWords)}</a></p>`
    : form({ page, action: '/sign-in/phone', hidden: backOf(view), body: numberField(page), buttons: submitButton({ page, label: sendWords }) })
}`);
}

export function registerPage(view: FormPage, page: PageContext): Html {
  const asked = view.request !== null;
  return frame(page, words('注册', 'Register'), asked ? ['code', 'number', 'name', 'password'] : ['phone'], html`<p class="lead">${show(
    page,
    words('用于实名办事，姓名和证件号码会与人口库核对。', 'For services in your own name: name and ID number are compared with the population register.'),
  )}</p>
${
  asked
    ? html`${codeSent(page)}${form({
        page,
        action: '/register/account',
        hidden: { ...backOf(view), request: view.request ?? '' },
        body: [codeField(page), nameField(page), numberField(page), newPassword(page)],
        buttons: submitButton({ page, label: words('注册', 'Register') }),
      })}<p><a href="${paths.register(view.back ?? undefined)}">${show(page, againWords)}</a></p>`
    : form({ page, action: '/register', hidden: backOf(view), body: phoneField(page), buttons: submitButton({ page, label: sendWords }) })
}
<p><a href="${paths.signIn(view.back ?? undefined)}">${show(page, words('已有账号，去登录', 'You have an account? Sign in'))}</a></p>`);
}

export function recoverPage(view: FormPage, page: PageContext): Html {
  const asked = view.request !== null;
  return frame(page, words('重设密码', 'Set a new password'), asked ? ['code', 'password'] : ['number'], html`${
    asked
      ? html`${codeSent(page)}${form({
          page,
          action: '/recover/password',
          hidden: { request: view.request ?? '' },
          body: [codeField(page), newPassword(page)],
          buttons: submitButton({ page, label: words('设为新密码', 'Set the new password') }),
        })}<p><a href="${paths.recover()}">${show(page, againWords)}</a></p>`
      : form({ page, action: '/recover', body: numberField(page), buttons: submitButton({ page, label: sendWords }) })
  }
<p class="hint">${show(page, words('手机号已停用的，请带身份证到政务服务中心办理。工作人员请联系管理员。', 'If the phone is no longer yours, come to a service hall with your ID card. Staff ask their administrator.'))}</p>`);
}

export function staffSignInPage(view: FormPage, page: PageContext): Html {
  const title = words('工作人员登录', 'Sign in as staff');
  return frame(page, title, ['number', 'password', 'totp'], html`${
    view.accepted
      ? notice({ page, kind: 'success', title: words('账号已启用，请登录', 'Your account is active; please sign in'), announce: true })
      : ''
  }
${form({
  page,
  action: '/desk/sign-in',
  hidden: backOf(view),
  body: [numberField(page), passwordField(page, words('密码', 'Password'), 'current-password'), totpField(page)],
  buttons: submitButton({ page, label: signInWords }),
})}
<p class="hint">${show(page, words('忘记密码或换了手机，请让管理员重新邀请。', 'Lost your password or your phone? Ask your administrator for a new invitation.'))}</p>
<p><a href="${paths.signIn()}">${show(page, words('群众和企业登录', 'Sign in as a citizen'))}</a></p>`);
}

function frame(page: PageContext, title: Words, fields: readonly string[], main: Html): Html {
  return layout({ page, title, main: html`<h1>${show(page, title)}</h1>${errorSummary(page, fields)}${main}` });
}

function ways(page: PageContext, view: FormPage, current: 'password' | 'phone'): Html {
  const back = view.back ?? undefined;
  const way = (name: typeof current, path: string, label: Words) =>
    html`<li><a href="${path}"${name === current ? html` aria-current="page"` : ''}>${show(page, label)}</a></li>`;
  return html`<nav aria-label="${plain(page, words('登录方式', 'Ways to sign in'))}"><ul class="links">${way('password', paths.signIn(back), words('密码登录', 'With a password'))}${way(
    'phone',
    paths.signInByPhone(back),
    words('短信验证码登录', 'With a code by phone'),
  )}</ul></nav>`;
}

function codeSent(page: PageContext): Html {
  return notice({
    page,
    kind: 'information',
    title: words('如果号码有效，验证码已发到手机，10分钟内有效。', 'If the number is known here, a code was sent to the phone; it is good for 10 minutes.'),
    ...(page.demo ? { body: html`<a href="${standInMessages()}">${show(page, words('演示环境：查看短信替身', 'Demonstration: see the message stand-in'))}</a>` } : {}),
  });
}

function backOf(view: FormPage): Record<string, string> {
  return view.back === null ? {} : { back: view.back };
}

export function numberField(page: PageContext): Html {
  return textField({ page, name: 'number', label: words('公民身份号码', 'Citizen ID number'), autocomplete: 'username', maximumLength: 40, width: 'medium' });
}

function nameField(page: PageContext): Html {
  return textField({ page, name: 'name', label: words('姓名', 'Name'), hint: words('与身份证一致', 'As on the ID card'), autocomplete: 'name', maximumLength: 50, width: 'medium' });
}

function phoneField(page: PageContext): Html {
  return textField({ page, name: 'phone', label: words('手机号', 'Mobile number'), type: 'tel', autocomplete: 'tel', maximumLength: 40, width: 'medium' });
}

export function codeField(page: PageContext): Html {
  return textField({ page, name: 'code', label: words('短信验证码', 'Code from the message'), hint: words('6位数字', '6 digits'), inputMode: 'numeric', autocomplete: 'one-time-code', maximumLength: 20, width: 'short' });
}

export function totpField(page: PageContext): Html {
  return textField({ page, name: 'totp', label: words('动态口令', 'One-time password'), hint: words('验证器应用中的6位数字', '6 digits from your authenticator app'), inputMode: 'numeric', autocomplete: 'one-time-code', maximumLength: 20, width: 'short' });
}

export function newPassword(page: PageContext): Html {
  const hint = words(
    `至少 ${passwordLength.least} 位，建议 ${passwordLength.advised} 位以上；一句话比几个符号更好记也更安全。`,
    `At least ${passwordLength.least} characters, better ${passwordLength.advised} or more; a sentence is easier to keep and harder to guess than signs.`,
  );
  return textField({ page, name: 'password', label: words('新密码', 'New password'), hint, type: 'password', autocomplete: 'new-password', maximumLength: 512, width: 'medium' });
}

function passwordField(page: PageContext, label: Words, autocomplete: string): Html {
  return textField({ page, name: 'password', label, type: 'password', autocomplete, maximumLength: 512, width: 'medium' });
}

const signInWords = words('登录', 'Sign in');
const sendWords = words('发送验证码', 'Send the code');
const againWords = words('没收到？重新获取', 'Nothing came? Ask again');

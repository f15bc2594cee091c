import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { form, submitButton } from '../../../portal/parts/form.ts';
import { qrCode } from '../../../portal/parts/qr.ts';
import { show } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { invitationShown } from '../views.ts';
import { codeField, newPassword, totpField } from './sign-in.ts';

/** A member of staff sets both factors; the administrator who sent the link never knows them. */
export function invitationPage(view: z.output<typeof invitationShown>, page: PageContext): Html {
  const title = words('启用工作人员账号', 'Activate your staff account');
  return layout({
    page,
    title,
    main: html`<h1>${show(page, title)}</h1>
<p class="lead">${show(page, words(`${view.name}，请完成以下两步。链接24小时内有效，只能用一次。`, `${view.name}, two steps are left. The link is good for 24 hours and works once.`))}</p>
${errorSummary(page, ['code', 'password', 'totp'])}
<h2>${show(page, words('一、绑定动态口令', '1. Enrol your authenticator'))}</h2>
<p>${show(page, words('用验证器应用扫描二维码；不能扫描的，手工输入密钥。', 'Scan the code with an authenticator app; if you cannot scan, type the key.'))}</p>
${qrCode(page, view.address, words('动态口令二维码', 'QR code for the authenticator app'))}
<p>${show(page, words('密钥：', 'Key: '))}<code class="number">${groupsOf(view.secret)}</code></p>
<h2>${show(page, words('二、设置密码', '2. Set your password'))}</h2>
${form({
  page,
  action: paths.invitation(view.token),
  body: [codeField(page), newPassword(page), totpField(page)],
  buttons: submitButton({ page, label: words('启用账号', 'Activate') }),
})}`,
  });
}

/** Four by four, as people type it. */
function groupsOf(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}

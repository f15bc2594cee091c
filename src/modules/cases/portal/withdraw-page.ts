import { html } from 'hono/html';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { actForm, linkButton } from '../../../portal/parts/form.ts';
import { show } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import { actOf, breadcrumbs, notNow, type CaseView } from './parts.ts';

/** A second look before the application is taken back. */
export function withdrawPage(view: CaseView, page: PageContext): Html {
  const title = words('撤回申请', 'Withdraw the application');
  const withdraw = actOf(view, 'withdraw');
  return layout({
    page,
    title,
    current: 'cases',
    breadcrumbs: breadcrumbs(view),
    main: html`${errorSummary(page, [])}
<h1>${show(page, title)}</h1>
${
  withdraw.allowed
    ? html`<p class="lead">${show(page, words(`撤回“${view.item.name.zh}”后，本次办理终止，不能恢复；以后可以重新申请。`, `After withdrawing ${view.item.name.en?.text ?? view.item.name.zh} the case ends and cannot be taken up again; you may apply anew.`))}</p>
<div class="buttons">${actForm({ page, label: words('确认撤回', 'Withdraw'), act: withdraw, action: paths.withdrawal(view.id), hidden: { version: String(view.version) }, tone: 'danger' })}${linkButton({ page, label: words('不撤回', 'Keep it'), path: paths.theCase(view.id), tone: 'secondary' })}</div>`
    : notNow(page, withdraw, paths.theCase(view.id))
}`,
  });
}

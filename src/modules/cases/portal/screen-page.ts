import { html } from 'hono/html';
import type { z } from 'zod';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { checkboxes, consentField, radios, selectField } from '../../../portal/parts/choices.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { dateField, textArea, textField } from '../../../portal/parts/field.ts';
import { form, linkButton, submitButton } from '../../../portal/parts/form.ts';
import { progress, type Step } from '../../../portal/parts/steps.ts';
import { summaryList } from '../../../portal/parts/summary-list.ts';
import { show, type Content } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import type { screenView } from '../views.ts';
import { notNow } from './parts.ts';

type View = z.output<typeof screenView>;
type Field = View['fields'][number];

/** One screen of the form: what is known already is shown with its source, the rest is asked. */
export function screenPage(view: View, page: PageContext): Html {
  const save = view.acts.find(({ act }) => act === 'save-screen');
  const locked = view.fields.filter((field) => field.locked);
  const asked = view.fields.filter((field) => !field.locked);
  return layout({
    page,
    title: view.screen.title,
    current: 'cases',
    breadcrumbs: [
      { label: words('我的办件', 'My cases'), path: paths.cases() },
      { label: view.itemName, path: paths.theCase(view.case) },
    ],
    main: html`${progress(page, steps(view))}
${errorSummary(page, asked.map(({ name }) => name))}
<h1>${show(page, view.screen.title)}</h1>
${view.screen.intro ? html`<p class="lead">${show(page, view.screen.intro)}</p>` : ''}
${locked.length > 0 ? html`<section aria-label="${page.locale === 'zh' ? '政府已有的信息' : 'Known already'}">${summaryList(page, locked.map((field) => ({ label: field.title, value: known(page, field) })))}</section>` : ''}
${
  save?.allowed
    ? form({
        page,
        action: paths.screen(view.case, view.screen.id),
        hidden: { version: String(view.version) },
        body: asked.map((field) => control(page, field)),
        buttons: [
          submitButton({ page, label: view.next === null ? words('保存并继续', 'Save and go on') : words('保存，下一步', 'Save, next') }),
          linkButton({ page, label: view.previous === null ? words('返回办件', 'Back to the case') : words('上一步', 'Back'), path: view.previous === null ? paths.theCase(view.case) : paths.screen(view.case, view.previous), tone: 'secondary' }),
        ],
      })
    : notNow(page, save, paths.theCase(view.case))
}
<p class="hint">${show(page, words('每一页保存后，可以随时离开，换一台设备登录后接着填。', 'Each screen is kept when you save it; you may leave and go on later from any device.'))}</p>`,
  });
}

function steps(view: View): Step[] {
  const current = view.screens.findIndex(({ id }) => id === view.screen.id);
  const screens = view.screens.map(({ id, title, saved }, index): Step => ({
    title,
    state: index === current ? 'current' : saved ? 'done' : 'to-do',
    ...(saved ? { path: paths.screen(view.case, id) } : {}),
  }));
  return [...screens, { title: words('材料', 'Documents'), state: 'to-do' }, { title: words('核对并提交', 'Check and send'), state: 'to-do' }];
}

function known(page: PageContext, field: Field): Content {
  const value = typeof field.value === 'string' || typeof field.value === 'number' ? String(field.value) : '';
  return html`${value}${field.source ? html`<p class="source">${show(page, sourceWords(field))}</p>` : ''}`;
}

function sourceWords({ source }: Field) {
  return source === null ? '' : words(`来源：${source.zh}`, `From: ${source.en?.text ?? source.zh}`);
}

function control(page: PageContext, field: Field): Html {
  const shared = {
    page,
    name: field.name,
    label: field.title,
    optional: !field.required || field.when !== null,
    ...(hintOf(page, field) ? { hint: hintOf(page, field) as Content } : {}),
    ...(field.source ? { source: sourceWords(field) } : {}),
  };
  if (field.type === 'boolean') return consentField({ ...shared, value: 'true', initial: field.value === true });
  if (field.type === 'array') return checkboxes({ ...shared, options: field.options ?? [], initial: Array.isArray(field.value) ? field.value : [] });
  const initial = field.value === null || typeof field.value === 'boolean' || Array.isArray(field.value) ? '' : String(field.value);
  if (field.options) return field.options.length <= 4 ? radios({ ...shared, options: field.options, initial }) : selectField({ ...shared, options: field.options, initial });
  if (field.multiline) return textArea({ ...shared, initial, ...maximum(field) });
  if (field.date) return dateField({ ...shared, initial });
  if (field.type === 'integer') return textField({ ...shared, initial, inputMode: 'numeric', width: 'short', maximumLength: 15 });
  const phone = field.name === 'phone';
  return textField({ ...shared, initial, ...maximum(field), ...(phone ? { type: 'tel' as const, inputMode: 'tel' as const, autocomplete: 'tel', width: 'medium' as const } : {}) });
}

function maximum({ maximumLength }: Field) {
  return maximumLength === null ? {} : { maximumLength };
}

/** A question that hangs on another says so: without script it is always there, and an answer that is not asked is dropped. */
function hintOf(page: PageContext, { hint, when }: Field): Content | null {
  if (when === null) return hint;
  return hint === null ? when.words : html`${show(page, when.words)} ${show(page, hint)}`;
}

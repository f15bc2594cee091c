import { html } from 'hono/html';
import type { Html, PageContext } from '../../../kernel/page.ts';
import { words } from '../../../kernel/text.ts';
import { layout } from '../../../portal/layout.ts';
import { errorSummary } from '../../../portal/parts/error-summary.ts';
import { fileField } from '../../../portal/parts/file-field.ts';
import { actForm, form, linkButton, submitButton } from '../../../portal/parts/form.ts';
import { notice } from '../../../portal/parts/notice.ts';
import { show, type Content } from '../../../portal/words.ts';
import * as paths from '../paths.ts';
import { actOf, breadcrumbs, materialEvidence, type CaseView, type MaterialView } from './parts.ts';

/** The documents: what the government supplied, what is there, what is still to come. A file is sent as soon as it is chosen. */
export function materialsPage(view: CaseView, page: PageContext, refusedAt: string | null = null): Html {
  const title = words('材料', 'Documents');
  const collect = actOf(view, 'collect');
  const openForGovernment = view.materials.some((material) => material.supplied.length === 0 && material.by === null && !material.declared);
  return layout({
    page,
    title,
    current: 'cases',
    breadcrumbs: breadcrumbs(view),
    main: html`${errorSummary(page, refusedAt === null ? [] : ['file'])}
<h1>${show(page, title)}</h1>
${correctionNotice(view, page)}
${
  collect.allowed && openForGovernment
    ? html`<p class="lead">${show(page, words('先看看政府已经有哪些材料，不用再交。', 'First let us take over what the government holds already.'))}</p>${actForm({
        page,
        label: words('取用政府已有的材料', 'Use what the government holds'),
        act: collect,
        action: paths.collection(view.id),
        hidden: { version: String(view.version) },
        tone: 'secondary',
      })}`
    : ''
}
${view.materials.map((material) => one(view, page, material, refusedAt))}
<div class="buttons">${nextStep(view, page)}</div>`,
  });
}

function correctionNotice(view: CaseView, page: PageContext): Content {
  if (view.state !== 'correction' || view.correction === null) return '';
  return notice({
    page,
    kind: 'warning',
    title: words('一次性告知：请补齐下列各项', 'Told once: please put these right'),
    body: html`<ul>${view.correction.points.map((point) => html`<li>${show(page, point.label)}：${point.why}${point.open ? '' : html` <strong>${show(page, words('（已补）', '(done)'))}</strong>`}</li>`)}</ul>`,
  });
}

function one(view: CaseView, page: PageContext, material: MaterialView, refusedAt: string | null): Html {
  const add = actOf(view, 'add-material');
  const remove = actOf(view, 'remove-material');
  const government = material.supplied.some((row) => row.how !== 'upload');
  const brings = add.allowed && material.accepts !== null && !government;
  // Only the document that was refused shows the refusal; the others stand as they are.
  const own = refusedAt === material.id ? page : { ...page, problem: null, submitted: null };
  const actions = (row: string): Content => (remove.allowed ? actForm({ page, label: words('删除', 'Remove'), act: remove, action: paths.removeFile(view.id, row), hidden: { version: String(view.version) }, tone: 'secondary' }) : '');
  return html`<section id="${material.id}" class="material">
<h2>${show(page, material.name)}</h2>
<p class="hint">${show(page, material.standard)}</p>
${material.remark ? html`<p class="hint">${show(page, material.remark)}</p>` : ''}
${materialEvidence(page, view.id, material, actions)}
${
  brings
    ? form({
        page: own,
        action: paths.material(view.id, material.id),
        multipart: true,
        uploadOnChoose: true,
        label: material.name,
        hidden: { version: String(view.version) },
        body: fileField({ page: own, name: 'file', ...(refusedAt === material.id ? {} : { id: `file-${material.id}` }), label: material.supplied.length > 0 ? words('再传一个文件', 'Add another file') : words('选择文件', 'Choose a file'), endings: endingsOf(material), optional: !material.missing }),
        buttons: submitButton({ page: own, label: words('上传', 'Upload'), tone: 'secondary' }),
      })
    : ''
}
</section>`;
}

function endingsOf({ accepts }: MaterialView): string[] {
  return (accepts ?? []).flatMap((kind) => (kind === 'jpg' ? ['jpg', 'jpeg'] : [kind]));
}

function nextStep(view: CaseView, page: PageContext): Html {
  if (view.state === 'correction') {
    return html`${actForm({ page, label: words('提交补正', 'Hand in'), act: actOf(view, 'supplement'), action: paths.supplement(view.id), hidden: { version: String(view.version) } })}${linkButton({ page, label: words('返回办件', 'Back to the case'), path: paths.theCase(view.id), tone: 'secondary' })}`;
  }
  if (view.state !== 'draft') return linkButton({ page, label: words('返回办件', 'Back to the case'), path: paths.theCase(view.id), tone: 'secondary' });
  const last = view.screens.at(-1)?.id;
  return html`${linkButton({ page, label: words('下一步：核对并提交', 'Next: check and send'), path: paths.check(view.id) })}${last ? linkButton({ page, label: words('上一步', 'Back'), path: paths.screen(view.id, last), tone: 'secondary' }) : ''}`;
}

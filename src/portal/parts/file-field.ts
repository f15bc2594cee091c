import { html } from 'hono/html';
import type { Html } from '../../kernel/page.ts';
import { words } from '../../kernel/text.ts';
import { plain, show } from '../words.ts';
import { besideWords, controlMarks, type FieldWords, fieldState, labelWords, sourceWords } from './field.ts';

export interface FileField extends FieldWords {
  /** the control's own id, where several forms of one page take a file under the same name */
  readonly id?: string;
  /** endings without the dot; the server looks at the bytes, this only helps the person choose */
  readonly endings?: readonly string[];
  readonly maximumMegabytes?: number;
}

/** A file to choose. In a form with `uploadOnChoose` the script sends it at once and says how far it is; without script the button does. */
export function fileField(field: FileField): Html {
  const { page } = field;
  const state = { ...fieldState(page, field.name, ''), ...(field.id === undefined ? {} : { id: field.id }) };
  const endings = field.endings ?? ['pdf', 'ofd', 'jpg', 'jpeg', 'png'];
  const megabytes = field.maximumMegabytes ?? 20;
  const told = { ...field, hint: field.hint ?? words(`支持 ${endings.join('、')}，不超过 ${megabytes} MB`, `${endings.join(', ')}; at most ${megabytes} MB`) };
  return html`<div class="field${state.error === null ? '' : ' field-wrong'}" data-file data-maximum-bytes="${megabytes * 1024 * 1024}" data-too-large="${plain(
    page,
    tooLargeWords,
  )}" data-sending="${plain(page, sendingWords)}" data-failed="${plain(page, failedWords)}" data-chosen="${plain(page, chosenWords)}">
<label class="label" for="${state.id}">${labelWords(field)}</label>
${besideWords(told, state)}<input class="input input-file" type="file" id="${state.id}" name="${field.name}" accept="${endings
    .map((ending) => `.${ending}`)
    .join(',')}"${controlMarks(told, state)}>
<p class="file-status" role="status"></p>${sourceWords(field, state)}
</div>`;
}

/** A file that is already there, with its preview, in place of the field. */
export function uploadedFile(file: {
  readonly page: FileField['page'];
  readonly name: string;
  readonly path: string;
  /** only for pictures; the address of a small one */
  readonly previewPath?: string;
  readonly sizeBytes: number;
  readonly actions?: Html;
}): Html {
  return html`<div class="uploaded">${
    file.previewPath ? html`<img class="uploaded-preview" src="${file.previewPath}" alt="" loading="lazy">` : html`<span class="uploaded-kind" aria-hidden="true">${ending(file.name)}</span>`
  }<div class="uploaded-words"><a href="${file.path}">${file.name}</a><p class="hint">${sizeWords(file.sizeBytes)}</p></div>${
    file.actions ? html`<div class="uploaded-actions">${show(file.page, file.actions)}</div>` : ''
  }</div>`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function ending(name: string): string {
  const last = name.split('.').at(-1) ?? '';
  return last.length > 0 && last.length <= 4 && last !== name ? last.toUpperCase() : '…';
}

const tooLargeWords = words('文件太大，请压缩后再选', 'The file is too large; please choose a smaller one');
const sendingWords = words('正在上传', 'Uploading');
const failedWords = words('上传中断，请检查网络后再试', 'The upload broke off; check your connection and try again');
const chosenWords = words('已选择', 'Chosen');

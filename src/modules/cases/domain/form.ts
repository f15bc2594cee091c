import { parseDay } from '../../../kernel/day.ts';
import { words, type Text } from '../../../kernel/text.ts';
import type { Answers, AnswerValue, FormField, FormSchema, Prefilled } from './case.ts';

/**
 * The form of an item: which fields are shown, what an answer means, what is wrong with it.
 * No storage, no Node: the server and the page in the browser run this same file.
 */
export interface FieldFault {
  readonly field: string;
  readonly message: Text;
}

export type RawAnswers = Readonly<Record<string, unknown>>;
type Screen = FormSchema['x-screens'][number];

export function screenOf(form: FormSchema, id: string): Screen | null {
  return form['x-screens'].find((screen) => screen.id === id) ?? null;
}

export function fieldOf(form: FormSchema, name: string): FormField | null {
  return Object.hasOwn(form.properties, name) ? (form.properties[name] ?? null) : null;
}

/** Whether the question is put at all with these answers. */
export function isShown(field: FormField, answers: Answers): boolean {
  const when = field['x-when'];
  return when === undefined || answers[when.field] === when.equals;
}

export function isRequired(form: FormSchema, name: string, field: FormField): boolean {
  return form.required.includes(name) || field['x-required'] === true;
}

/** The screens that still show a question; one whose fields are all hidden is passed over. */
export function screensShown(form: FormSchema, answers: Answers): readonly Screen[] {
  return form['x-screens'].filter((screen) => screen.fields.some((name) => isShown(form.properties[name] as FormField, answers)));
}

export interface ScreenRead {
  /** all answers of the form after this screen, hidden ones dropped */
  readonly answers: Answers;
  readonly faults: readonly FieldFault[];
}

/**
 * Takes one screen as it was sent, typed JSON or the strings of an HTML form, and lays it over what was known.
 * What the register knows and locks keeps the register's value.
 */
export function readScreen(form: FormSchema, screen: Screen, raw: RawAnswers, known: { answers: Answers; prefilled: Readonly<Record<string, Prefilled>> }): ScreenRead {
  const faults: FieldFault[] = [];
  const next: Record<string, AnswerValue> = { ...known.answers };
  for (const name of Object.keys(raw)) {
    if (!screen.fields.includes(name)) faults.push({ field: name.slice(0, 64), message: words('本页没有这一项', 'is not asked on this screen') });
  }
  for (const name of screen.fields) {
    const field = form.properties[name] as FormField;
    const locked = field['x-locked'] === true && Object.hasOwn(known.prefilled, name) ? known.prefilled[name] : undefined;
    const sent = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (locked !== undefined) {
      next[name] = locked.value;
      if (sent !== undefined && !isEmpty(sent) && !same(meaningOf(field, sent), locked.value)) faults.push({ field: name, message: lockedWords });
      continue;
    }
    // An unticked box is not sent at all; a text that is not sent was not on the page, and stays.
    if (sent === undefined && (field.type === 'string' || field.type === 'integer')) continue;
    const value = meaningOf(field, sent);
    if (value === undefined) delete next[name];
    else next[name] = value;
  }
  dropHidden(form, next);
  for (const name of screen.fields) {
    const fault = faultOf(form, name, next);
    if (fault !== null) faults.push({ field: name, message: fault });
  }
  return { answers: next, faults };
}

/** Checks the whole form, in the order of its screens; an unknown answer is a fault too. */
export function checkAnswers(form: FormSchema, answers: Answers): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  for (const name of Object.keys(answers)) {
    if (fieldOf(form, name) === null) faults.push({ field: name.slice(0, 64), message: words('表单没有这一项', 'is not asked on this form') });
  }
  for (const screen of form['x-screens']) {
    for (const name of screen.fields) {
      const fault = faultOf(form, name, answers);
      if (fault !== null) faults.push({ field: name, message: fault });
    }
  }
  return faults;
}

/** An answer in the field's own type; undefined when nothing was said. What cannot be read stays as it was sent, for the check to refuse. */
function meaningOf(field: FormField, sent: unknown): AnswerValue | undefined {
  if (isEmpty(sent)) return field.type === 'boolean' && sent !== undefined ? false : undefined;
  switch (field.type) {
    case 'boolean':
      return sent === true || sent === 'true' || sent === 'on' ? true : sent === false || sent === 'false' ? false : (sent as AnswerValue);
    case 'integer':
      return typeof sent === 'string' && /^\s*-?\d{1,15}\s*$/.test(sent) ? Number(sent) : (sent as AnswerValue);
    case 'array': {
      const list = Array.isArray(sent) ? sent : [sent];
      return list.filter((one) => one !== '') as readonly string[];
    }
    case 'string':
      return typeof sent === 'string' ? sent.trim().normalize('NFC').replaceAll('\r\n', '\n') : (sent as AnswerValue);
  }
}

function isEmpty(sent: unknown): boolean {
  return sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '') || (Array.isArray(sent) && sent.length === 0);
}

/** A hidden question has no answer; hiding one may hide the next, so it runs until nothing changes. */
function dropHidden(form: FormSchema, answers: Record<string, AnswerValue>): void {
  for (let dropped = true; dropped; ) {
    dropped = false;
    for (const name of Object.keys(answers)) {
      const field = fieldOf(form, name);
      if (field !== null && !isShown(field, answers)) {
        delete answers[name];
        dropped = true;
      }
    }
  }
}

function faultOf(form: FormSchema, name: string, answers: Answers): Text | null {
  const field = form.properties[name] as FormField;
  if (!isShown(field, answers)) return Object.hasOwn(answers, name) ? words('此项不需填写', 'is not asked here') : null;
  const value = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (value === undefined) return isRequired(form, name, field) ? missingWords(field) : null;
  return valueFault(field, value);
}

function missingWords(field: FormField): Text {
  const title = field['x-title'];
  const chosen = field.enum !== undefined || field.type === 'array' || field.type === 'boolean';
  return chosen ? words(`请选择${title.zh}`, `Choose: ${title.en?.text ?? title.zh}`) : words(`请填写${title.zh}`, `Enter: ${title.en?.text ?? title.zh}`);
}

function valueFault(field: FormField, value: AnswerValue): Text | null {
  switch (field.type) {
    case 'boolean':
      if (typeof value !== 'boolean') return words('请勾选或不勾选', 'must be ticked or not');
      return field.const !== undefined && value !== field.const ? missingWords(field) : null;
    case 'integer':
      return integerFault(field, value);
    case 'array':
      return listFault(field, value);
    case 'string':
      return textFault(field, value);
  }
}

function integerFault(field: FormField, value: AnswerValue): Text | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return words('请填写整数', 'must be a whole number');
  if (field.minimum !== undefined && value < field.minimum) return words(`不能小于 ${field.minimum}`, `must be ${field.minimum} or more`);
  if (field.maximum !== undefined && value > field.maximum) return words(`不能大于 ${field.maximum}`, `must be ${field.maximum} or less`);
  return null;
}

function listFault(field: FormField, value: AnswerValue): Text | null {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) return words('请从列出的选项中选择', 'must be chosen from the list');
  const choices = field.items?.enum;
  if (choices && value.some((one) => !choices.includes(one))) return words('请从列出的选项中选择', 'must be chosen from the list');
  if (field.uniqueItems && new Set(value).size !== value.length) return words('同一选项只能选一次', 'must not name a choice twice');
  if (field.minItems !== undefined && value.length < field.minItems) return words(`至少选择 ${field.minItems} 项`, `choose ${field.minItems} or more`);
  if (field.maxItems !== undefined && value.length > field.maxItems) return words(`最多选择 ${field.maxItems} 项`, `choose ${field.maxItems} or fewer`);
  return null;
}

function textFault(field: FormField, value: AnswerValue): Text | null {
  if (typeof value !== 'string') return words('请填写文字', 'must be text');
  if (field.enum) return field.enum.includes(value) ? null : words('请从列出的选项中选择', 'must be chosen from the list');
  // A person counts characters, not UTF-16 units: 𠮷 is one.
  const length = [...value].length;
  if (field.minLength !== undefined && length < field.minLength) return words(`至少 ${field.minLength} 个字`, `must have ${field.minLength} characters or more`);
  if (field.maxLength !== undefined && length > field.maxLength) return words(`最多 ${field.maxLength} 个字`, `must have ${field.maxLength} characters or fewer`);
  if (!field['x-multiline'] && /[\u0000-\u001f\u007f]/.test(value)) return words('不能换行或含有控制字符', 'must be one line without control characters');
  if (field['x-multiline'] && /[\u0000-\u0009\u000b-\u001f\u007f]/.test(value)) return words('不能含有控制字符', 'must have no control characters');
  if (field.format === 'date' && parseDay(value) === null) return words('请填写日期，如 2018-10-08', 'must be a date such as 2018-10-08');
  if (field.pattern !== undefined && !patternOf(field.pattern).test(value)) return field['x-pattern-message'] ?? words('格式不正确', 'is not in the right form');
  return null;
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (!pattern) {
    pattern = new RegExp(source, 'u');
    patterns.set(source, pattern);
  }
  return pattern;
}

function same(left: AnswerValue | undefined, right: AnswerValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

const lockedWords = words('此项取自政府登记信息，不能在这里修改；如有误请向登记部门提出更正', 'comes from a government register and cannot be changed here; if it is wrong, ask the register to correct it');

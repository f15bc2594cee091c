import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../../kernel/text.ts';
import { pageFor } from '../testing/pages.ts';
import { checkboxes, consentField, radios, selectField, valueSeparator } from './choices.ts';
import { errorSummary } from './error-summary.ts';
import { dateField, fieldId, fieldState, textField } from './field.ts';
import { fileField, sizeWords, uploadedFile } from './file-field.ts';

const label = words('字号', 'Trade name');
const options = [
  { value: 'own', label: words('自有', 'Own') },
  { value: 'rented', label: words('租赁', 'Rented') },
];
const refusal = { type: 'x', title: '请修改', status: 422 };

describe('what a field shows', () => {
  test('what the person had typed wins over what we knew, even when it was nothing', () => {
    expect(fieldState(pageFor(), 'name', '湘味').value).toBe('湘味');
    expect(fieldState(pageFor({ submitted: { name: '湘' } }), 'name', '湘味').value).toBe('湘');
    expect(fieldState(pageFor({ submitted: { name: '' } }), 'name', '湘味').value).toBe('');
  });

  test.each([
    ['its own line of the refusal', { ...refusal, errors: [{ field: 'name', message: '太长' }] }, '太长'],
    ['the detail of a refusal about it alone', { ...refusal, field: 'name', detail: '已被使用' }, '已被使用'],
    ['the title where there is no detail', { ...refusal, field: 'name' }, '请修改'],
    ['nothing about another field', { ...refusal, field: 'other', errors: [{ field: 'other', message: '太长' }] }, null],
  ])('says %s', (_what, problem, error) => {
    expect(fieldState(pageFor({ problem }), 'name', '').error).toBe(error);
  });

  test('a refused field is marked and described by hint, error and source in this order', () => {
    const page = pageFor({ problem: { ...refusal, errors: [{ field: 'name', message: '太长' }] } });
    const field = String(textField({ page, name: 'name', label, hint: '提示', source: '人口库' }));
    expect(field).toContain('aria-describedby="field-name-hint field-name-error field-name-source" aria-invalid="true" required');
    expect(field).toContain('<span class="hidden">错误：</span>太长');
  });

  test('a field without hint, error or source is described by nothing, and an optional one says so', () => {
    const field = String(textField({ page: pageFor(), name: 'name', label, optional: true }));
    expect(field).not.toContain('aria-describedby');
    expect(field).not.toContain('required');
    expect(field).toContain('（选填）');
  });

  test('a password is never sent back', () => {
    expect(String(textField({ page: pageFor({ submitted: { secret: 'hunter2' } }), name: 'secret', label, type: 'password' }))).not.toContain('hunter2');
  });

  test('a date keeps its bounds', () => {
    expect(String(dateField({ page: pageFor(), name: 'day', label, earliest: '2018-09-28', latest: '2018-12-31' }))).toContain('min="2018-09-28" max="2018-12-31"');
  });
});

test('any name makes an id without white space, and different names different ids', () => {
  const name = fc.array(fc.constantFrom('a', 'Z', '9', '_', '-', '/', ' ', '.', '_2f_', '字', '𠮷'), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(fieldId(one)).toMatch(/^field-[A-Za-z0-9_-]+$/);
      expect(fieldId(one) === fieldId(other)).toBe(one === other);
    }),
  );
});

describe('choices', () => {
  test('a select and radios keep the chosen option', () => {
    const page = pageFor({ submitted: { kind: 'rented' } });
    expect(String(selectField({ page, name: 'kind', label, options }))).toContain('<option value="rented" selected>');
    expect(String(radios({ page, name: 'kind', label, options, initial: 'own' })).match(/value="(\w+)" checked/)?.[1]).toBe('rented');
  });

  test('ticked boxes come back ticked, each for itself', () => {
    const page = pageFor({ submitted: { kinds: ['own', 'rented'].join(valueSeparator) } });
    expect(String(checkboxes({ page, name: 'kinds', label, options })).match(/ checked/g)).toHaveLength(2);
    expect(String(checkboxes({ page: pageFor(), name: 'kinds', label, options, initial: ['own'] })).match(/value="(\w+)" checked/)?.[1]).toBe('own');
  });

  test('a consent that was taken back does not come back ticked', () => {
    expect(String(consentField({ page: pageFor(), name: 'consent', label, initial: true }))).toContain(' checked');
    expect(String(consentField({ page: pageFor({ submitted: {} }), name: 'consent', label, initial: true }))).not.toContain(' checked');
  });
});

describe('files', () => {
  test('the field says which kinds and what size before anything is chosen', () => {
    const field = String(fileField({ page: pageFor(), name: 'proof', label, endings: ['pdf', 'png'], maximumMegabytes: 5 }));
    expect(field).toContain('accept=".pdf,.png"');
    expect(field).toContain('data-maximum-bytes="5242880"');
    expect(field).toContain('支持 pdf、png，不超过 5 MB');
  });

  test.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 kB'],
    [1025, '2 kB'],
    [1024 * 1024, '1.0 MB'],
    [20 * 1024 * 1024, '20.0 MB'],
  ])('%i bytes are said as %s', (bytes, said) => {
    expect(sizeWords(bytes)).toBe(said);
  });

  test.each([
    ['合同.pdf', 'PDF'],
    ['合同', '…'],
    ['合同.something', '…'],
  ])('%s without a preview shows %s', (name, kind) => {
    expect(String(uploadedFile({ page: pageFor(), name, path: '/f', sizeBytes: 1 }))).toContain(`aria-hidden="true">${kind}<`);
  });
});

describe('error summary', () => {
  const errors = [
    { field: 'name', message: '太长' },
    { field: 'on-another-screen', message: '缺少' },
  ];

  test('links to the fields that are on the page and only names the others', () => {
    const summary = String(errorSummary(pageFor({ problem: { ...refusal, errors } }), ['name']));
    expect(summary).toContain('<li><a href="#field-name">太长</a></li><li>缺少</li>');
    expect(summary).toContain('role="alert" tabindex="-1"');
  });

  test('does not say the same twice when the refusal is about one field', () => {
    const summary = String(errorSummary(pageFor({ problem: { ...refusal, field: 'name', detail: '已被使用' } }), ['name']));
    expect(summary.match(/已被使用/g)).toHaveLength(1);
  });

  test('is not there when nothing was refused', () => {
    expect(String(errorSummary(pageFor(), ['name']))).toBe('');
  });
});

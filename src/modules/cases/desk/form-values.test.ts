import { describe, expect, it } from 'vitest';
import { words } from '../../../kernel/text.ts';
import type { FieldView } from './api.ts';
import { answersOf, isAsked, isEmpty, valuesOf } from './form-values.ts';

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({
  name,
  type: 'string',
  title: words(name, name),
  hint: null,
  required: true,
  locked: false,
  when: null,
  options: null,
  multiline: false,
  date: false,
  maximumLength: null,
  value: null,
  source: null,
  ...more,
});

const fields = [
  field('operator', { locked: true, value: '何小妹' }),
  field('staffCount', { type: 'integer', value: 3 }),
  field('businessItems', { type: 'array' }),
  field('delivers', { type: 'boolean' }),
  field('platform', { when: { field: 'delivers', equals: true, words: words('送餐时', 'when delivering') } }),
  field('chain', { when: { field: 'onAnotherScreen', equals: 'yes', words: words('连锁时', 'for chains') } }),
];

describe('a screen of the form at the window', () => {
  it('opens with what is known, in the form that a field shows', () => {
    expect(valuesOf(fields)).toEqual({ operator: '何小妹', staffCount: '3', businessItems: [], delivers: false, platform: undefined, chain: undefined });
  });

  it('puts a question only where the other answer calls for it', () => {
    const platform = fields[4] as FieldView;
    expect(isAsked(platform, fields, { delivers: false })).toBe(false);
    expect(isAsked(platform, fields, { delivers: true })).toBe(true);
  });

  it('leaves a question that hangs on another screen to the server', () => {
    expect(isAsked(fields[5] as FieldView, fields, {})).toBe(true);
  });

  it('sends what was asked and may be changed; an emptied field takes its answer back', () => {
    const values = { ...valuesOf(fields), staffCount: '', businessItems: ['hot'], platform: '平台' };
    expect(answersOf(fields, values)).toEqual({ staffCount: null, businessItems: ['hot'], delivers: false, chain: null });
    expect(answersOf(fields, { ...values, delivers: true })).toMatchObject({ platform: '平台', delivers: true });
  });

  it.each([
    [undefined, true],
    ['  ', true],
    [[], true],
    [false, false],
    [0, false],
    ['无', false],
  ] as const)('takes %s for empty: %s', (value, empty) => {
    expect(isEmpty(value)).toBe(empty);
  });
});

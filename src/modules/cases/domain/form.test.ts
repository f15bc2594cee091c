import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../../../kernel/text.ts';
import type { Answers, FormSchema } from './case.ts';
import { checkAnswers, isShown, readScreen, screenOf, screensShown } from './form.ts';

const title = (zh: string) => words(zh, zh);

function form(): FormSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    required: ['operator', 'composition', 'scope', 'truth'],
    properties: {
      operator: { type: 'string', minLength: 2, maxLength: 5, 'x-title': title('经营者'), 'x-locked': true, 'x-prefill': { from: 'person', field: 'name' } },
      composition: { type: 'string', enum: ['individual', 'family'], 'x-title': title('组成形式') },
      members: { type: 'string', maxLength: 10, 'x-title': title('家庭成员'), 'x-when': { field: 'composition', equals: 'family' }, 'x-required': true },
      relation: { type: 'string', 'x-title': title('关系'), maxLength: 10, 'x-when': { field: 'members', equals: '王' } },
      scope: { type: 'array', items: { type: 'string', enum: ['catering', 'retail'] }, uniqueItems: true, minItems: 1, maxItems: 2, 'x-title': title('经营范围') },
      employees: { type: 'integer', minimum: 1, maximum: 500, 'x-title': title('从业人数') },
      since: { type: 'string', format: 'date', 'x-title': title('开业日期') },
      name: { type: 'string', pattern: '^[\\p{Script=Han}]+$', 'x-title': title('名称'), 'x-pattern-message': title('名称须用汉字') },
      remark: { type: 'string', maxLength: 20, 'x-title': title('备注'), 'x-multiline': true },
      truth: { type: 'boolean', const: true, 'x-title': title('以上属实') },
    },
    'x-screens': [
      { id: 'who', title: title('谁'), fields: ['operator', 'composition', 'members', 'relation'] },
      { id: 'what', title: title('什么'), fields: ['scope', 'employees', 'since', 'name', 'remark'] },
      { id: 'confirm', title: title('确认'), fields: ['truth'] },
    ],
  } as FormSchema;
}

const nothing = { answers: {}, prefilled: {} };

function read(screen: string, raw: Record<string, unknown>, known: Parameters<typeof readScreen>[3] = nothing) {
  const { answers, faults } = readScreen(form(), screenOf(form(), screen) as never, raw, known);
  return { answers, faults: faults.map((fault) => `${fault.field}: ${fault.message.zh}`) };
}

describe('a screen of the form', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['takes the strings of an HTML form', 'what', { scope: 'catering', employees: '3', since: '2018-10-08', name: '湘云' }, []],
    ['takes typed JSON', 'what', { scope: ['catering', 'retail'], employees: 3 }, []],
    ['says what is missing at the field', 'what', {}, ['scope: 请选择经营范围']],
    ['refuses a choice that is not offered', 'what', { scope: ['hacking'] }, ['scope: 请从列出的选项中选择']],
    ['refuses the same choice twice', 'what', { scope: ['retail', 'retail'] }, ['scope: 同一选项只能选一次']],
    ['refuses a number below the least', 'what', { scope: ['retail'], employees: 0 }, ['employees: 不能小于 1']],
    ['refuses what is no whole number', 'what', { scope: ['retail'], employees: '3.5' }, ['employees: 请填写整数']],
    ['refuses a day that does not exist', 'what', { scope: ['retail'], since: '2018-02-30' }, ['since: 请填写日期，如 2018-10-08']],
    ['says the pattern in the words of the item', 'what', { scope: ['retail'], name: 'Shop' }, ['name: 名称须用汉字']],
    ['refuses a line break in one line', 'what', { scope: ['retail'], name: '湘\n云' }, ['name: 不能换行或含有控制字符']],
    ['refuses a question of another screen', 'what', { scope: ['retail'], truth: true }, ['truth: 本页没有这一项']],
    ['refuses a name out of the prototype', 'what', { scope: ['retail'], constructor: 'x' }, ['constructor: 本页没有这一项']],
    ['refuses an answer that is an object', 'who', { operator: { $ne: '' }, composition: 'individual' }, ['operator: 请填写文字']],
    ['counts characters as people do', 'who', { operator: '𠮷𠮷𠮷𠮷𠮷', composition: 'individual' }, []],
    ['refuses one character too many', 'who', { operator: '六个字的名字', composition: 'individual' }, ['operator: 最多 5 个字']],
    ['asks for what the last answer made needed', 'who', { operator: '李湘云', composition: 'family' }, ['members: 请填写家庭成员']],
    ['wants the declaration ticked', 'confirm', { truth: 'false' }, ['truth: 请选择以上属实']],
    ['takes the ticked box', 'confirm', { truth: 'on' }, []],
  ])('%s', (_, screen, raw, faults) => {
    expect(read(screen, raw).faults).toEqual(faults);
  });

  it('keeps several lines where several are allowed', () => {
    expect(read('what', { scope: 'retail', remark: '一\r\n二' }).answers.remark).toBe('一\n二');
  });

  it('drops the answer to a question that is no longer asked, and what hung on it', () => {
    const known = { answers: { operator: '李湘云', composition: 'family', members: '王', relation: '配偶' }, prefilled: {} };
    expect(read('who', { operator: '李湘云', composition: 'individual' }, known).answers).toEqual({ operator: '李湘云', composition: 'individual' });
  });

  it('an empty answer takes the earlier one back', () => {
    expect(read('what', { scope: 'retail', name: ' ' }, { answers: { name: '湘云' }, prefilled: {} }).answers).toEqual({ scope: ['retail'] });
  });

  it('a text that was not on the page stays, an unticked box does not', () => {
    const known = { answers: { name: '湘云', scope: ['retail'] }, prefilled: {} };
    expect(read('what', {}, known)).toEqual({ answers: { name: '湘云' }, faults: ['scope: 请选择经营范围'] });
  });

  const locked = { answers: {}, prefilled: { operator: { value: '李湘云', source: title('人口库'), at: '2018-09-28T01:00:00Z' } } };

  it('a locked answer is the register’s, whatever was sent', () => {
    expect(read('who', { composition: 'individual' }, locked)).toEqual({ answers: { operator: '李湘云', composition: 'individual' }, faults: [] });
    const forged = read('who', { operator: '张三', composition: 'individual' }, locked);
    expect(forged.answers.operator).toBe('李湘云');
    expect(forged.faults[0]).toMatch(/^operator: 此项取自政府登记信息/);
  });

  it('a locked question that the register could not answer may be answered', () => {
    expect(read('who', { operator: '李湘云', composition: 'individual' }).answers.operator).toBe('李湘云');
  });
});

describe('the whole form', () => {
  it('is right when every screen was', () => {
    expect(checkAnswers(form(), { operator: '李湘云', composition: 'individual', scope: ['retail'], truth: true })).toEqual([]);
  });

  it('names every fault, in the order of the screens', () => {
    expect(checkAnswers(form(), { composition: 'family' }).map(({ field }) => field)).toEqual(['operator', 'members', 'scope', 'truth']);
  });

  it('passes over a screen that asks nothing', () => {
    const hidden = { ...form(), 'x-screens': [{ id: 'members', title: title('家庭'), fields: ['members'] }, ...form()['x-screens']] };
    expect(screensShown(hidden, { composition: 'individual' }).map(({ id }) => id)).toEqual(['who', 'what', 'confirm']);
    expect(screensShown(hidden, { composition: 'family' }).map(({ id }) => id)).toEqual(['members', 'who', 'what', 'confirm']);
  });

  it('whatever is sent: no throw, no unknown name, nothing hidden is kept, and only right screens pass', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom('family', 'individual', 'catering', 'on'), fc.array(fc.string()), fc.anything());
    const raw = fc.dictionary(fc.constantFrom(...Object.keys(form().properties), '__proto__', 'toString'), value);
    fc.assert(
      fc.property(raw, raw, raw, (who, what, confirm) => {
        let answers: Answers = {};
        let faults = 0;
        for (const [screen, sent] of [['who', who], ['what', what], ['confirm', confirm]] as const) {
          const result = readScreen(form(), screenOf(form(), screen) as never, sent, { answers, prefilled: {} });
          answers = result.answers;
          faults += result.faults.length;
        }
        for (const name of Object.keys(answers)) {
          expect(Object.hasOwn(form().properties, name)).toBe(true);
          expect(isShown(form().properties[name] as never, answers)).toBe(true);
        }
        if (faults === 0) expect(checkAnswers(form(), answers)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { must } from '../kernel/outcome.ts';
import { parseCreditCode } from './credit-code.ts';
import {
  composeHandlingCode, composeImplementationCode, elementsAgainstCode, parseBasicCode, parseHandlingCode, parseImplementationCode, partsOfBasicCode,
  partsOfImplementationCode,
} from './item-code.ts';

const published = '11370800MB285591843370117002011';

describe('a basic code', () => {
  it('tells area, type, line, main and sub item', () => {
    expect(partsOfBasicCode(must(parseBasicCode('370117002011')))).toEqual({ area: '37', taskType: '01', line: '17', mainItem: '002', subItem: '011' });
    expect(parseBasicCode('002031001000').ok).toBe(true);
  });
  it.each([
    ['37011700201', 'basic-code-form'],
    ['37011700201A', 'basic-code-form'],
    ['990117002011', 'basic-code-area'],
    ['371117002011', 'basic-code-type'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseBasicCode(text)).toEqual({ ok: false, refusal: { kind } });
  });
});

describe('an implementation code', () => {
  it('as published is its subject, level and basic code', () => {
    const code = must(parseImplementationCode(published));
    const { subject, useLevel, basic } = partsOfImplementationCode(code);
    expect([subject, useLevel, basic]).toEqual(['11370800MB28559184', '3', '370117002011']);
    expect(must(composeImplementationCode(must(parseCreditCode(subject)), useLevel, basic))).toBe(published);
  });
  it.each([
    [published.slice(1), 'implementation-code-form'],
    ['11370800MB285591853370117002011', 'implementation-code-subject'],
    ['11370800MB285591848370117002011', 'implementation-code-level'],
    ['11370800MB285591840370117002011', 'implementation-code-level'],
    ['11370800MB285591843990117002011', 'basic-code-area'],
    ['11370800MB285591843371117002011', 'basic-code-type'],
  ])('%s is refused as %s', (text, kind) => {
    expect(parseImplementationCode(text)).toEqual({ ok: false, refusal: { kind } });
  });
  it('names each element that says something else', () => {
    const code = must(parseImplementationCode(published));
    const elements = { deptCode: '11370800MB28559184', useLevel: '3', taskType: '01', catalogCode: '370117002011' };
    expect(elementsAgainstCode(code, elements)).toEqual([]);
    expect(elementsAgainstCode(code, { ...elements, useLevel: '4', taskType: '07' })).toEqual(['useLevel', 'taskType']);
    expect(elementsAgainstCode(code, { ...elements, deptCode: '', catalogCode: '' })).toEqual(['deptCode', 'catalogCode']);
  });
});

describe('a handling code', () => {
  it('is an implementation code with a serial from 01', () => {
    const implementation = must(parseImplementationCode(published));
    expect(must(composeHandlingCode(implementation, 1))).toBe(`${published}01`);
    expect(must(parseHandlingCode(`${published}99`))).toBe(`${published}99`);
    for (const serial of [0, 100, 1.5]) expect(composeHandlingCode(implementation, serial)).toEqual({ ok: false, refusal: { kind: 'handling-code-form' } });
    expect(parseHandlingCode(`${published.replace('84', '85')}01`)).toEqual({ ok: false, refusal: { kind: 'implementation-code-subject' } });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import areaCodes from '../../reference/regions/area-codes.json' with { type: 'json' };
import { areaInYear, parseAreaHistory, shortenAreaCodes, successorOf } from './area-history.ts';

const history = parseAreaHistory(readFileSync(new URL('../../reference/regions/areas-1981-2024.csv', import.meta.url), 'utf8'));

describe('region codes through the years', () => {
  it('keep their names by year', () => {
    expect(areaInYear(history, '430124', 2016)?.name).toBe('宁乡县');
    expect(areaInYear(history, '430124', 2017)).toBeNull();
    expect(areaInYear(history, '430182', 2017)?.name).toBe('宁乡市');
    expect(areaInYear(history, '430102', 1990)?.name).toBe('东区');
    expect(areaInYear(history, '430102', 2018)?.name).toBe('芙蓉区');
  });

  it('name one successor, or none where there is not exactly one', () => {
    expect(successorOf(history, '430124')).toBe('430182');
    expect(successorOf(history, '430122')).toBe('430112');
    expect(successorOf(history, '430102')).toBeNull();
    expect(successorOf(history, '999999')).toBeNull();
  });

  it('are in the short form exactly as in the history', () => {
    expect(areaCodes).toEqual(shortenAreaCodes(history));
  });

  it('hold the nine districts of Changsha of today', () => {
    const today = history.filter((area) => area.code.startsWith('4301') && area.code !== '430100' && area.until === null);
    expect(today.map((area) => `${area.code} ${area.name}`).sort()).toEqual([
      '430102 芙蓉区', '430103 天心区', '430104 岳麓区', '430105 开福区', '430111 雨花区', '430112 望城区', '430121 长沙县', '430181 浏阳市', '430182 宁乡市',
    ]);
  });

  it('are not read from a spoilt line', () => {
    const head = 'code,name,from,until,successors\n';
    expect(() => parseAreaHistory(`${head}43010,长沙市,1981,,`)).toThrow('43010,');
    expect(() => parseAreaHistory(`${head}430124,宁乡县,1983,2017,430182;`)).toThrow('430182;');
    expect(() => parseAreaHistory('code,name\n')).toThrow('not the area history');
  });
});

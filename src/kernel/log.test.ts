import { expect, test } from 'vitest';
import { openLog } from './log.ts';

const row = 'Failing row contains (92430102MX, 某某, 4301)';

function logged(error: unknown): string {
  const lines: string[] = [];
  openLog('info', { write: (line: string) => void lines.push(line) }).error({ err: error }, 'fault');
  return lines.join('');
}

test('the row that PostgreSQL repeats in the detail of an error is not logged, its names are', () => {
  const line = logged(Object.assign(new Error('new row violates check constraint "entity_kind"'), { code: '23514', detail: row, where: row, hint: row, table: 'entity', constraint: 'entity_kind' }));
  expect(line).not.toContain('某某');
  expect(JSON.parse(line).err).toMatchObject({ state: '23514', table: 'entity', constraint: 'entity_kind', message: 'new row violates check constraint "entity_kind"' });
});

test.each([
  'invalid input syntax for type uuid: "某某"',
  'date/time field value out of range: "某某 "secretly" 4301"',
  'value "某某" is out of range for type integer',
])('a value that did not fit is not logged: %s', (message) => {
  expect(logged(Object.assign(new Error(message), { code: '22P02' }))).not.toMatch(/某某|4301/);
});

test('an error of the machine keeps its code', () => {
  expect(JSON.parse(logged(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).err).toMatchObject({ state: null, system: 'EPIPE', message: 'write EPIPE' });
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import { maskerFor, personal } from './masking.ts';

const view = z.object({
  id: z.string(),
  name: personal('person-name'),
  people: z.array(z.object({ number: personal('citizen-number'), phone: personal('phone').nullable() })),
  owner: z.union([z.object({ kind: z.literal('a'), address: personal('address') }), z.object({ kind: z.literal('b') })]).optional(),
});
const value = { id: '1', name: '李湘云', people: [{ number: '430102198001010011', phone: null }, { number: '430103199006150022', phone: '13900001234' }], owner: { kind: 'a', address: '长沙市芙蓉区五一大道1号' } };

test('every personal value is masked wherever it stands', () => {
  expect(maskerFor(view)?.(value, new Set())).toEqual({
    id: '1',
    name: '李**',
    people: [{ number: '430102********0011', phone: null }, { number: '430103********0022', phone: '139****1234' }],
    owner: { kind: 'a', address: '长沙市芙蓉区****' },
  });
});

test('what a route reveals is shown, the rest stays masked', () => {
  const shown = maskerFor(view)?.(value, new Set(['person-name', 'address'])) as typeof value;
  expect([shown.name, shown.owner.address, shown.people[1]?.phone]).toEqual(['李湘云', '长沙市芙蓉区五一大道1号', '139****1234']);
});

test('a view without personal values costs nothing', () => {
  expect(maskerFor(z.object({ id: z.string(), list: z.array(z.number()) }))).toBeNull();
});

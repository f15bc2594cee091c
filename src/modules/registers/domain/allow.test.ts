import { expect, test } from 'vitest';
import { fieldsRefused } from './allow.ts';

const listed = new Set(['name', 'householdAddress', 'alive', 'listedAsDishonest']);

test.each([
  ['a field the item lists is read', ['name'], 'accept', []],
  ['a field the item does not list is refused', ['name', 'maritalStatus'], 'accept', ['maritalStatus']],
  ['facts for a decision are no values for a form', ['name', 'listedAsDishonest'], 'prefill', ['listedAsDishonest']],
  ['the same facts are read to decide', ['alive', 'listedAsDishonest'], 'decide', []],
] as const)('%s', (_case, asked, purpose, refused) => {
  expect(fieldsRefused(asked, listed, purpose)).toEqual(refused);
});

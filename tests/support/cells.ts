import { randomBytes } from 'node:crypto';
import { blindIndex, type Cells, cellCrypt } from '../../src/kernel/cells.ts';

/** Real encryption under keys that live as long as the test: for rules and deeds that need no key folder. */
export function testCells(): Cells {
  const dataKeys = [{ kid: 'd-test', key: randomBytes(32), sealsFrom: new Date(0) }];
  return {
    ...cellCrypt('aes-256-gcm', () => dataKeys, () => new Date()),
    index: blindIndex(randomBytes(32)),
    refresh: async () => {},
    rotate: async () => {},
  };
}

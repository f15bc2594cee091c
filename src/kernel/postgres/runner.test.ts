import { expect, test } from 'vitest';
import { commandUnder, ordinaryAccounts } from './runner.ts';

const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };

test('root and what is no account are not ordinary', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/bin/false\n# a comment\n+::::::\n\n';
  expect(ordinaryAccounts(passwd)).toEqual([nobody]);
});

test.each([
  [{ kind: 'direct' }, { file: 'postgres', args: ['-D', 'x'] }],
  [{ kind: 'mapped', user: nobody }, { file: 'unshare', args: ['--user', '--map-user=65534', '--', 'postgres', '-D', 'x'] }],
  [{ kind: 'switched', user: nobody }, { file: 'postgres', args: ['-D', 'x'], uid: 65_534, gid: 65_534 }],
] as const)('under %j the program itself gets the signals', (runner, command) => {
  expect(commandUnder(runner, 'postgres', ['-D', 'x'])).toEqual(command);
});

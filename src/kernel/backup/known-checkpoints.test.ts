import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../outcome.ts';
import { claimDataFolder } from '../postgres/data-folder.ts';
import { checkpointNote } from './checkpoint.fixture.ts';
import { knownBeside, knownCheckpointsFile, readKnownCheckpoints, rememberCheckpoints, rememberedNote } from './known-checkpoints.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onevisit-known-'));
  file = knownCheckpointsFile(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sizes = (): Record<string, number> => Object.fromEntries(must(readKnownCheckpoints(file)).map(({ origin, size }) => [origin, size]));

test('the file lies beside the data folder, closed to others', () => {
  must(rememberCheckpoints(file, [checkpointNote('licence', 3)]));
  expect(dirname(file)).toBe(folder);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a folder begun anew owes nothing to the old one, but a restore looks at both', () => {
  const path = join(folder, 'data');
  const files = [9, 4].map((size) => {
    const data = must(claimDataFolder(path));
    const own = knownCheckpointsFile(path);
    must(rememberCheckpoints(own, [checkpointNote('licence', size)]));
    expect(must(readKnownCheckpoints(own)).map((known) => known.size)).toEqual([size]);
    data.release();
    rmSync(path, { recursive: true });
    return own;
  });
  expect(new Set(files).size).toBe(2);
  expect(must(knownBeside(path)).map((known) => known.size).sort()).toEqual([4, 9]);
  expect(must(knownBeside(join(folder, 'dat')))).toEqual([]);
  expect(must(knownBeside(join(folder, 'not', 'there')))).toEqual([]);
});

test('nothing is known before the first checkpoint', () => {
  expect(must(readKnownCheckpoints(file))).toEqual([]);
  must(rememberCheckpoints(file, []));
  expect(must(readKnownCheckpoints(file))).toEqual([]);
});

test('what is known of a log only grows, each log for itself', () => {
  must(rememberCheckpoints(file, [checkpointNote('licence', 3), checkpointNote('audit', 9)]));
  must(rememberCheckpoints(file, [checkpointNote('licence', 2)]));
  expect(sizes()).toEqual({ 'onevisit.test/licence': 3, 'onevisit.test/audit': 9 });
  must(rememberCheckpoints(file, [checkpointNote('licence', 8)]));
  expect(sizes()).toEqual({ 'onevisit.test/licence': 8, 'onevisit.test/audit': 9 });
  expect(must(rememberedNote(file, 'onevisit.test/licence'))).toBe(checkpointNote('licence', 8));
  expect(must(rememberedNote(file, 'onevisit.test/exchange'))).toBeNull();
});

test('what is no checkpoint is not forgotten in silence', () => {
  expect(() => rememberCheckpoints(file, ['onevisit.test/licence 9'])).toThrow('not a checkpoint');
});

test('one signed note, as a witness hands it out, is read as well', () => {
  writeFileSync(file, checkpointNote('licence', 5));
  expect(sizes()).toEqual({ 'onevisit.test/licence': 5 });
});

test.each(['', '{', '{"notes":[]}', '{"notes":["onevisit.test/licence 9"]}', 'onevisit.test/licence\n9\n'])(
  'a file that no longer tells what it knew is refused, and not written over: %j',
  (content) => {
    writeFileSync(file, content);
    expect(readKnownCheckpoints(file)).toMatchObject({ ok: false, refusal: { kind: 'known-checkpoints-unreadable' } });
    expect(rememberCheckpoints(file, [checkpointNote('licence', 1)]).ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);

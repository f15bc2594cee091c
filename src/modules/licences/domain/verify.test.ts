import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { forge, forgeryKinds } from '../../../../tests/support/forgeries.ts';
import { fileText, type Mint, openMint } from '../../../../tests/support/licence-mint.ts';
import type { SignatureAlgorithm } from '../../../kernel/keys/provider.ts';
import type { LicenceFile } from './licence-file.ts';
import { verifyLicenceFile } from './verify.ts';

const algorithms: readonly SignatureAlgorithm[] = ['sm2-sm3', 'ed25519', 'es256'];
const genuineCount = 40;
const forgedCount = 400;

describe.each(algorithms)('a licence signed by %s', (algorithm) => {
  let mint: Mint;
  beforeAll(async () => {
    mint = await openMint(algorithm, genuineCount);
  });
  const verdictOn = (file: unknown, now = mint.now) => verifyLicenceFile(typeof file === 'string' ? file : fileText(file), mint.trust, now);

  test('every genuine one is accepted, with a reason for each step', () => {
    const verdicts = mint.genuine.map((file) => verdictOn(file));
    expect(verdicts.filter((verdict) => verdict.valid)).toHaveLength(genuineCount);
    expect(verdicts[0]?.steps.map((step) => step.step)).toEqual(['file', 'record', 'key', 'signature', 'log', 'standing']);
    expect(verdicts[0]).toMatchObject({ failed: null, standing: 'valid', asOf: mint.now.toISOString() });
  });

  test('no forged one is accepted', () => {
    const accepted: string[] = [];
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (stream) => {
        const forged = forge(mint, () => stream.next().value as number);
        if (verdictOn(forged.source).valid) accepted.push(forged.kind);
      }),
      { numRuns: forgedCount, endOnFailure: true },
    );
    expect(accepted).toEqual([]);
  });

  test.each(forgeryKinds)('not by way of: %s', (kind) => {
    let seed = 1;
    const chance = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let round = 0; round < 12; round += 1) {
      const { source } = forge(mint, chance, kind);
      expect(verdictOn(source)).toMatchObject({ valid: false, failed: expect.any(String) });
    }
  });
});

describe('the step that fails says why', () => {
  let mint: Mint;
  let file: LicenceFile;
  beforeAll(async () => {
    mint = await openMint('ed25519', 3);
    file = mint.genuine[0] as LicenceFile;
  });

  test.each([
    ['expired', 'signature-key-outside-window'],
    ['future', 'signature-key-outside-window'],
    ['revoked', 'signature-key-revoked'],
  ] as const)('a key that is %s, though the log has the entry', (why, reason) => {
    const unbelieved = mint.unbelieved.find((one) => one.why === why);
    const verdict = verifyLicenceFile(fileText(unbelieved?.file), mint.trust, mint.now);
    expect(verdict.failed).toBe('key');
    expect(verdict.steps.at(-1)?.reason).toBe(reason);
  });

  test('a statement is believed for a day to the millisecond', () => {
    const after = (milliseconds: number) => verifyLicenceFile(fileText(file), mint.trust, new Date(mint.now.getTime() + milliseconds));
    expect(after(86_400_000).valid).toBe(true);
    expect(after(86_400_001)).toMatchObject({ valid: false, failed: 'standing', standing: 'valid' });
    expect(after(-600_001)).toMatchObject({ valid: false, failed: 'standing' });
  });

  test.each(['revoked', 'suspended', 'expired', 'replaced'])('a licence that is %s is told as such', (standing) => {
    const verdict = verifyLicenceFile(fileText({ ...file, standing: mint.statement(file, { standing }) }), mint.trust, mint.now);
    expect(verdict).toMatchObject({ valid: false, failed: 'standing', standing });
    expect(verdict.steps.filter((step) => step.ok).map((step) => step.step)).toEqual(['file', 'record', 'key', 'signature', 'log']);
  });

  test('an installation does not vouch for the licences of another', () => {
    expect(verifyLicenceFile(fileText(file), { ...mint.trust, instance: 'zhuzhou' }, mint.now)).toMatchObject({ valid: false, failed: 'record' });
  });

  test('an empty list of keys trusts nobody', () => {
    expect(verifyLicenceFile(fileText(file), { ...mint.trust, keys: [] }, mint.now)).toMatchObject({ valid: false, failed: 'key' });
  });
});

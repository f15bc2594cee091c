import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyFolder } from '../../kernel/keys/file-provider.ts';
import type { KeyProvider, PublicKeyInfo } from '../../kernel/keys/provider.ts';
import { must } from '../../kernel/outcome.ts';
import { words } from '../../kernel/text.ts';
import { casesCommands } from './commands.ts';
import { answersText, payloadOf, type Receipt, type SignedReceipt } from './domain/receipt.ts';
import { verifyReceipt } from './domain/receipt-check.ts';

const receipt: Receipt = {
  format: 'onevisit-receipt-1',
  instance: 'changsha',
  number: '430100MX0002903201809270000017',
  item: { slug: 'individual-business-registration', code: '1', version: 1, name: words('个体工商户登记', 'Individual business') },
  office: { name: words('长沙市工商行政管理局', 'Commerce'), phone: '0731-00060001' },
  applicant: '李**',
  channel: 'online',
  submittedAt: '2018-09-27T02:00:00.000Z',
  submittedOn: '2018-09-27',
  answerBy: '2018-10-09',
  materials: [],
  answersDigest: '00',
};

let folder = '';
let keys: KeyProvider;
let trusted: readonly PublicKeyInfo[];
let signed: SignedReceipt;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onevisit-receipt-'));
  keys = must(openKeyFolder({ folder: join(folder, 'keys'), passphrase: null, mode: 'demo', suite: 'sm', now: () => new Date() }));
  trusted = await keys.publicKeys('receipt');
  const payload = payloadOf(receipt);
  const { kid, algorithm, signature } = await keys.sign('receipt', Buffer.from(payload, 'ascii'));
  signed = { payload, keyId: kid, algorithm, signature: signature.toString('base64url') };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a receipt', () => {
  it('verifies without a server, and says what it says', () => {
    expect(verifyReceipt(signed, trusted)).toEqual({ valid: true, receipt, keyId: signed.keyId });
  });

  it('does not verify once anything in it was changed', () => {
    const other = payloadOf({ ...receipt, submittedOn: '2018-09-01' });
    expect(verifyReceipt({ ...signed, payload: other }, trusted)).toEqual({ valid: false, reason: 'receipt-signature-wrong' });
    fc.assert(
      fc.property(fc.nat({ max: signed.signature.length - 3 }), fc.constantFrom('A', 'B', 'z', '9'), (at, character) => {
        const changed = signed.signature.slice(0, at) + character + signed.signature.slice(at + 1);
        fc.pre(changed !== signed.signature);
        expect(verifyReceipt({ ...signed, signature: changed }, trusted).valid).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('never believes a key that the verifier does not trust, or one for another purpose', async () => {
    expect(verifyReceipt(signed, [])).toEqual({ valid: false, reason: 'receipt-key-unknown' });
    expect(verifyReceipt(signed, await keys.publicKeys('licence'))).toEqual({ valid: false, reason: 'receipt-key-unknown' });
    expect(verifyReceipt({ ...signed, payload: 'xx' }, trusted)).toEqual({ valid: false, reason: 'receipt-unreadable' });
  });

  it('is not believed under a key that was revoked', () => {
    const revoked = trusted.map((key) => ({ ...key, state: 'revoked' as const, revokedAt: key.notBefore }));
    expect(verifyReceipt(signed, revoked)).toEqual({ valid: false, reason: 'receipt-key-not-believed' });
  });

  it('the command line says so with its exit', async () => {
    const [file, trust, broken] = [join(folder, 'receipt.json'), join(folder, 'keys.json'), join(folder, 'broken.json')];
    await writeFile(file, JSON.stringify({ case: 'x', ...signed, receipt: { number: 'anything' } }));
    await writeFile(trust, JSON.stringify({ format: 'onevisit-keys-1', keys: trusted }));
    await writeFile(broken, JSON.stringify({ ...signed, signature: `A${signed.signature.slice(1)}` }));
    const run = (positional: string[], options: Record<string, string> = { trust }) => casesCommands[0]?.run(null, { positional, options });
    expect(await run([file])).toMatchObject({ exit: 0, json: { valid: true } });
    expect(await run([broken])).toMatchObject({ exit: 1 });
    expect(await run([join(folder, 'none.json')])).toMatchObject({ exit: 2 });
    expect(await run([file], {})).toMatchObject({ exit: 2 });
  });
});

it('the digest of answers does not hang on the order in which they were given', () => {
  expect(answersText({ b: 1, a: ['x'] })).toBe(answersText({ a: ['x'], b: 1 }));
  expect(answersText({ a: '1' })).not.toBe(answersText({ a: 1 }));
});

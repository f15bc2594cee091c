import { setTimeout as sleep } from 'node:timers/promises';
import type { SignatureAlgorithm } from '../../src/kernel/keys/provider.ts';
import { verifyLicenceFile } from '../../src/modules/licences/domain/verify.ts';
import { trustFile } from '../../src/modules/licences/trust.ts';
import { forge, forgeryKinds } from '../support/forgeries.ts';
import { fileText, type Mint, openMint } from '../support/licence-mint.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Chance, chanceOf } from './chance.ts';
import { accept, apply, shopName } from './house/deeds.ts';
import { askInside, doorsOf } from './house/doors.ts';
import { openWholeHouse } from './house/whole-house.ts';
import { actInside, crewOf } from './races.ts';
import { Failures, type Findings } from './report.ts';
import type { Trial } from './run.ts';

const genuineCounts = { test: 100, ci: 1_000, long: 10_000 };
const issuedHere = { test: 3, ci: 20, long: 100 };
/** Verifying SM2 costs many times Ed25519; the release run tries it a sixth of the time, the others half of it. */
const nationalShare = { test: 0.5, ci: 0.5, long: 1 / 6 };

/** T13: forged files of every kind against the offline verifier; genuine ones, minted and issued by the platform, beside them. */
export async function forgeries({ count, seed, scale, say, newDatabase }: Trial): Promise<Findings> {
  const failures = new Failures();
  const chance = chanceOf(seed);
  const national = Math.round(count * nationalShare[scale]);
  const parts: [SignatureAlgorithm, number][] = [
    ['sm2-sm3', national],
    ['ed25519', count - national],
  ];
  const figures: Record<string, unknown> = { kinds: forgeryKinds.length };
  for (const [algorithm, share] of parts) {
    const mint = await openMint(algorithm, genuineCounts[scale]);
    figures[algorithm] = { genuineAccepted: acceptGenuine(mint, failures), ...tryForged(mint, share, chance.branch(), failures, say) };
  }
  for (const suite of ['sm', 'intl'] as const) figures[`issued here by ${suite}`] = await issueAndVerify(await newDatabase(), suite, issuedHere[scale], seed, chance.branch(), failures);
  return { figures, failures: failures.list };
}

function acceptGenuine(mint: Mint, failures: Failures): number {
  const refused = mint.genuine.map((file) => verifyLicenceFile(fileText(file), mint.trust, mint.now)).filter((verdict) => !verdict.valid);
  for (const verdict of refused.slice(0, 3)) failures.add('a genuine licence is refused', { algorithm: mint.algorithm, steps: verdict.steps });
  return mint.genuine.length - refused.length;
}

function tryForged(mint: Mint, count: number, chance: Chance, failures: Failures, say: Trial['say']): { forged: number; accepted: number; stoppedAt: Record<string, number> } {
  const stoppedAt: Record<string, number> = {};
  let accepted = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const { kind, source } = forge(mint, () => chance.below(2 ** 31) / 2 ** 31);
    const verdict = verifyLicenceFile(source, mint.trust, mint.now);
    if (verdict.valid) {
      accepted += 1;
      failures.add('a forged licence verifies', { kind, algorithm: mint.algorithm, source });
    } else stoppedAt[verdict.failed ?? 'no step'] = (stoppedAt[verdict.failed ?? 'no step'] ?? 0) + 1;
    if (turn % 50_000 === 49_999) say(`T13 ${turn + 1} of ${count} by ${mint.algorithm}`);
  }
  return { forged: count, accepted, stoppedAt };
}

/** Licences as people get them: issued over the API, exported over the API, verified without the server; then each with one bit turned. */
async function issueAndVerify(database: TestDatabase, suite: 'sm' | 'intl', count: number, seed: number, chance: Chance, failures: Failures): Promise<{ genuineAccepted: number; bitsTurned: number }> {
  const whole = await openWholeHouse(database.config, { suite });
  try {
    const { house } = whole;
    const ask = askInside(whole.app, doorsOf(house.routes));
    const crew = await crewOf(house);
    const act = actInside(ask, () => chance.uuid());
    let [genuineAccepted, bitsTurned] = [0, 0];
    for (let number = 0; number < count; number += 1) {
      const applied = await apply(act, crew.citizen, { name: shopName(seed % 1_000_000, number), byPerson: false });
      const { licence } = await accept(act, crew.clerks[0] as (typeof crew.clerks)[number], applied);
      await house.rooms.licences.ground.signer.settled();
      const source = await exported(ask, crew.citizen, licence ?? '');
      const trust = await trustFile(house.rooms.licences.ground);
      const verdict = verifyLicenceFile(source, trust, new Date());
      if (verdict.valid) genuineAccepted += 1;
      else failures.add('a licence of our own is refused', { suite, steps: verdict.steps });
      const bytes = Buffer.from(source, 'utf8');
      for (let turn = 0; turn < 20; turn += 1) {
        const turned = Buffer.from(bytes);
        const at = chance.below(turned.length);
        turned[at] = (turned[at] ?? 0) ^ (1 << chance.below(8));
        bitsTurned += 1;
        const judged = verifyLicenceFile(turned.toString('utf8'), trust, new Date());
        if (judged.valid && !sameDocument(turned.toString('utf8'), source)) failures.add('a licence with a bit turned verifies', { suite, at, source: turned.toString('utf8') });
      }
    }
    return { genuineAccepted, bitsTurned };
  } finally {
    await whole.close();
    await database.drop();
  }
}

/** A blank turned into another blank between two tokens changes nothing that is said. */
function sameDocument(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

/** The file is whole once the integrator has given the licence its place. */
async function exported(ask: ReturnType<typeof askInside>, citizen: Parameters<ReturnType<typeof askInside>>[1]['as'], licence: string): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask('licences.export', { as: citizen, params: { licence } });
    if (answer.status === 200) return answer.text;
    if (tries === 100) throw new Error(`the licence cannot be exported: ${answer.status} ${answer.text.slice(0, 300)}`);
    await sleep(50);
  }
}

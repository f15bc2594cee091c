import { createHash, randomBytes } from 'node:crypto';
import { schemes } from '../../src/kernel/keys/algorithms.ts';
import type { KeyProvider, PublicKeyInfo, SignatureAlgorithm, SigningPurpose } from '../../src/kernel/keys/provider.ts';
import { kidOf } from '../../src/kernel/keys/verify.ts';
import { day } from '../../src/kernel/day.ts';
import { must } from '../../src/kernel/outcome.ts';
import { signCheckpoint } from '../../src/kernel/tlog/checkpoint.ts';
import { emptyFrontier, grow, inclusionRanges, rootOf, saltedLeaf } from '../../src/kernel/tlog/merkle.ts';
import { originOf } from '../../src/kernel/tlog/store.ts';
import { writeProof } from '../../src/kernel/tlog/verify.ts';
import { type LicenceFile, standingText } from '../../src/modules/licences/domain/licence-file.ts';
import { digestHex, issueEventText } from '../../src/modules/licences/domain/log-event.ts';
import { recordText, type SignedRecord } from '../../src/modules/licences/domain/record.ts';
import type { TrustFile } from '../../src/modules/licences/domain/trust-file.ts';
import { composeLicenceIdentifier } from '../../src/standards/licence-identifier.ts';

export interface MintKey {
  readonly info: PublicKeyInfo;
  readonly privateKey: Buffer;
}

/** A key pair of any standing, for issuing what must and what must not be believed. */
export function makeKey(purpose: SigningPurpose, algorithm: SignatureAlgorithm, window: Partial<PublicKeyInfo> = {}): MintKey {
  const pair = schemes[algorithm].make();
  return {
    privateKey: pair.privateKey,
    info: { kid: kidOf(purpose, algorithm, pair.publicKey), purpose, algorithm, publicKey: pair.publicKey.toString('base64'), notBefore: '2026-01-01T00:00:00.000Z', notAfter: null, revokedAt: null, state: 'active', ...window },
  };
}

export function signWith(key: MintKey, bytes: Uint8Array): Buffer {
  return schemes[key.info.algorithm].sign(key.privateKey, bytes);
}

export interface MintKeys {
  readonly licence: MintKey;
  readonly receipt: MintKey;
  readonly checkpoint: MintKey;
  /** in the trusted list, but out of their window or revoked */
  readonly expired: MintKey;
  readonly future: MintKey;
  readonly revoked: MintKey;
  /** in nobody's list */
  readonly foreign: MintKey;
}

/** An issuer without a database: the same records, events, tree and checkpoint as the platform writes. */
export interface Mint {
  readonly algorithm: SignatureAlgorithm;
  readonly keys: MintKeys;
  readonly trust: TrustFile;
  readonly now: Date;
  /** genuine files, all of one log */
  readonly genuine: readonly LicenceFile[];
  /** wholly logged, but signed by a key that must not be believed */
  readonly unbelieved: readonly { readonly why: 'expired' | 'future' | 'revoked' | 'foreign' | 'receipt'; readonly file: LicenceFile }[];
  statement(file: LicenceFile, change?: { identifier?: string; signatureDigest?: string; standing?: string; day?: string; asOf?: string; key?: MintKey }): LicenceFile['standing'];
}

export const mintNow = new Date('2026-05-06T02:00:00.000Z');
const signedAt = '2026-05-06T01:00:00.000Z';
const instance = 'changsha';

export async function openMint(algorithm: SignatureAlgorithm, count: number): Promise<Mint> {
  const keys: MintKeys = {
    licence: makeKey('licence', algorithm),
    receipt: makeKey('receipt', algorithm),
    checkpoint: makeKey('checkpoint', 'ed25519'),
    expired: makeKey('licence', algorithm, { notAfter: '2026-03-01T00:00:00.000Z', state: 'verify-only' }),
    future: makeKey('licence', algorithm, { notBefore: '2027-01-01T00:00:00.000Z' }),
    revoked: makeKey('licence', algorithm, { notAfter: '2026-05-06T01:30:00.000Z', revokedAt: '2026-05-06T01:30:00.000Z', state: 'revoked' }),
    foreign: makeKey('licence', algorithm),
  };
  const trust: TrustFile = {
    format: 'onevisit-keys-1',
    instance,
    origin: originOf(instance, 'licence'),
    exportedAt: mintNow.toISOString(),
    keys: [keys.licence, keys.expired, keys.future, keys.revoked, keys.receipt, keys.checkpoint].map((key) => key.info),
    logVerifiers: [],
  };
  // A trusted key of another purpose is no issuer either.
  const reasons = ['expired', 'future', 'revoked', 'foreign', 'receipt'] as const;
  const wanted = [...Array.from({ length: count }, () => keys.licence), ...reasons.map((why) => keys[why])];
  const bare = wanted.map((key, position) => bareFile(key, position));
  const logged = await logAll(bare, keys.checkpoint, trust.origin);
  const statement: Mint['statement'] = (file, change = {}) => statementOf(file, keys.receipt, change);
  const whole = logged.map((file) => ({ ...file, standing: statementOf(file, keys.receipt, {}) }));
  return {
    algorithm,
    keys,
    trust,
    now: mintNow,
    genuine: whole.slice(0, count),
    unbelieved: reasons.map((why, position) => ({ why, file: whole[count + position] as LicenceFile })),
    statement,
  };
}

export function fileText(file: unknown): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function recordAt(position: number): SignedRecord {
  const type = '11430100MX00028074001';
  const issuer = '11430100MX00028074';
  const serial = `20260506${String(position).padStart(12, '0')}`;
  return {
    format: 'onevisit-licence-1',
    instance,
    identifier: must(composeLicenceIdentifier({ type: type as never, issuingOrgan: issuer as never, serial, version: 1 })),
    type: { code: type, name: '食品经营许可证' },
    number: `JY24301${String(position).padStart(7, '0')}`,
    version: '001',
    grade: 'A',
    holder: { kind: 'organisation', name: '芙蓉区周记米粉店', codeType: '001', code: '92430102MA4L0B02XL' },
    issuer: { name: '长沙市食品药品监督管理局', code: issuer, region: '430100000000' },
    issuedOn: day('2026-05-06'),
    validFrom: day('2026-05-06'),
    validTo: day('2031-05-05'),
    case: { number: `C-${position}`, item: 'food-business-licence' },
    checked: null,
    face: { operatorName: '芙蓉区周记米粉店', premisesAddress: '长沙市芙蓉区文艺路街道文艺新村社区8号101', businessItems: '热食类食品制售' },
    preparedAt: '2026-05-06T00:59:59.000Z',
  };
}

type Bare = Omit<LicenceFile, 'log' | 'standing'>;

function bareFile(key: MintKey, position: number): Bare {
  const record = recordAt(position);
  const bytes = Buffer.from(recordText(record), 'utf8');
  return {
    format: 'onevisit-licence-file-1',
    record: { bytes: bytes.toString('base64'), readable: record },
    signature: { keyId: key.info.kid, algorithm: key.info.algorithm, value: signWith(key, bytes).toString('base64'), signedAt },
  };
}

export function eventBytes(file: Bare): Buffer {
  const { signature, record } = file;
  const text = issueEventText({
    identifier: record.readable.identifier,
    recordDigest: digestHex(Buffer.from(record.bytes, 'base64')),
    signatureDigest: digestHex(Buffer.from(signature.value, 'base64')),
    keyId: signature.keyId,
    algorithm: signature.algorithm,
    signedAt: signature.signedAt,
  });
  return Buffer.from(text, 'utf8');
}

/** One tree over all of them, and the proof of each. */
async function logAll(bare: readonly Bare[], key: MintKey, origin: string): Promise<readonly Omit<LicenceFile, 'standing'>[]> {
  const salts = bare.map(() => randomBytes(32));
  const leaves = bare.map((file, position) => saltedLeaf(salts[position] as Buffer, eventBytes(file)));
  const known = new Map<string, Buffer>();
  const rootBetween = (start: number, end: number) => {
    const name = `${start}-${end}`;
    const root = known.get(name) ?? rootOf(grow(emptyFrontier, leaves.slice(start, end), () => {}).hashes);
    known.set(name, root);
    return root;
  };
  const checkpoint = await signCheckpoint(checkpointSigner(key), { origin, size: leaves.length, root: rootBetween(0, leaves.length), previous: 0, at: mintNow });
  return bare.map((file, index) => ({
    ...file,
    log: writeProof({ salt: salts[index] as Buffer, index, hashes: inclusionRanges(index, leaves.length).map(({ start, end }) => rootBetween(start, end)), checkpoint }),
  }));
}

export function checkpointSigner(key: MintKey): KeyProvider {
  const signer: Pick<KeyProvider, 'sign' | 'publicKeys'> = {
    sign: async (_purpose, bytes) => ({ kid: key.info.kid, algorithm: key.info.algorithm, signature: signWith(key, bytes) }),
    publicKeys: async () => [key.info],
  };
  return signer as KeyProvider;
}

function statementOf(file: Omit<LicenceFile, 'standing'>, receipt: MintKey, change: Parameters<Mint['statement']>[1] = {}): LicenceFile['standing'] {
  const key = change.key ?? receipt;
  const text = standingText({
    format: 'onevisit-standing-1',
    identifier: change.identifier ?? file.record.readable.identifier,
    signatureDigest: change.signatureDigest ?? createHash('sha256').update(Buffer.from(file.signature.value, 'base64')).digest('hex'),
    standing: change.standing ?? 'valid',
    day: change.day ?? '2026-05-06',
    asOf: change.asOf ?? mintNow.toISOString(),
  });
  const bytes = Buffer.from(text, 'utf8');
  return { bytes: bytes.toString('base64'), keyId: key.info.kid, algorithm: key.info.algorithm, value: signWith(key, bytes).toString('base64') };
}

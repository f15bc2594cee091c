import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { canonicalText } from '../../src/kernel/canonical.ts';
import { keyIdOf } from '../../src/kernel/tlog/note.ts';
import type { LicenceFile } from '../../src/modules/licences/domain/licence-file.ts';
import { fileText, type Mint, signWith } from './licence-mint.ts';

export interface Forgery {
  readonly kind: string;
  readonly source: string;
}

/** A number from 0 to 1, 1 excluded; seeded, so that what fails can be made again. */
export type Chance = () => number;

/** Each way to forge that the threat model names (security design, T13). */
type Forge = (file: LicenceFile, mint: Mint, chance: Chance) => string;

/** One forgery of a random kind out of a random genuine file. Never one that reads as the genuine file itself. */
export function forge(mint: Mint, chance: Chance, kind: string = pick(forgeryKinds, chance)): Forgery {
  for (;;) {
    const file = pick(mint.genuine, chance);
    const source = (forges[kind] as Forge)(file, mint, chance);
    if (!readsAs(source, file)) return { kind, source };
  }
}

/** Whitespace and the order of keys outside the signed bytes carry nothing: such a twin is the genuine file. */
function readsAs(source: string, file: LicenceFile): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(source), JSON.parse(fileText(file))) && !hasKeyTwice(source);
  } catch {
    return false;
  }
}

function hasKeyTwice(source: string): boolean {
  return (source.match(/"format"/g)?.length ?? 0) > 2;
}

function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() * from.length)] as T;
}

function other(file: LicenceFile, mint: Mint, chance: Chance): LicenceFile {
  const rest = mint.genuine.filter((one) => one !== file);
  return pick(rest, chance);
}

function flip(bytes: Buffer, chance: Chance): Buffer {
  const flipped = Buffer.from(bytes);
  const at = Math.floor(chance() * flipped.length);
  flipped[at] = (flipped[at] as number) ^ (1 << Math.floor(chance() * 8));
  return flipped;
}

const flip64 = (text: string, chance: Chance) => flip(Buffer.from(text, 'base64'), chance).toString('base64');

/** Changed signed text with a readable part that agrees with it, as a careful forger would. */
function withRecord(file: LicenceFile, record: unknown, text = canonicalText(record)): LicenceFile {
  return { ...file, record: { bytes: Buffer.from(text, 'utf8').toString('base64'), readable: record as LicenceFile['record']['readable'] } };
}

const signature = (file: LicenceFile, change: Partial<LicenceFile['signature']>): LicenceFile => ({ ...file, signature: { ...file.signature, ...change } });
const signedText = (file: LicenceFile) => Buffer.from(file.record.bytes, 'base64').toString('utf8');
const lookAlikes: Readonly<Record<string, readonly string[]>> = { '0': ['O', '０', 'Ο'], '1': ['l', 'I', '１'], '2': ['２'], '3': ['З', '３'], '4': ['４'], A: ['А', 'Α'], M: ['М', 'Μ'], X: ['Х', 'Χ'], '.': ['。', '．', '․'] };

function lookAlike(text: string, chance: Chance): string {
  const places = [...text].flatMap((character, at) => (lookAlikes[character] ? [at] : []));
  const at = pick(places, chance);
  const characters = [...text];
  characters[at] = pick(lookAlikes[characters[at] as string] as readonly string[], chance);
  return characters.join('');
}

const fields = ['number', 'issuedOn', 'validFrom', 'validTo', 'grade', 'instance', 'version', 'preparedAt'] as const;
const values = [null, '', '2099-12-31', 'A', '999', 0, true, [], {}, '2026-05-06'];

function changedRecord(file: LicenceFile, chance: Chance): unknown {
  const record = structuredClone(file.record.readable) as unknown as Record<string, unknown> & { face: Record<string, string>; holder: Record<string, string> };
  const way = Math.floor(chance() * 4);
  if (way === 0) record.face.businessItems = `${record.face.businessItems}；保健食品销售`;
  else if (way === 1) record.holder = { ...record.holder, name: '另一家饭店' };
  else if (way === 2) record.holder = { ...record.holder, code: '91430100MA4L0A019L' };
  else record[pick(fields, chance)] = pick(values, chance);
  return record;
}

const forges: Readonly<Record<string, Forge>> = {
  'bit flip in the file': (file, _mint, chance) => flip(Buffer.from(fileText(file), 'utf8'), chance).toString('utf8'),
  'bit flip in the signed bytes': (file, _mint, chance) => fileText({ ...file, record: { ...file.record, bytes: flip64(file.record.bytes, chance) } }),
  'bit flip in the signature': (file, _mint, chance) => fileText(signature(file, { value: flip64(file.signature.value, chance) })),
  'bit flip in the standing': (file, _mint, chance) => fileText({ ...file, standing: file.standing && { ...file.standing, [pick(['bytes', 'value'], chance)]: flip64(pick([file.standing.bytes, file.standing.value], chance), chance) } }),
  truncation: (file, _mint, chance) => {
    const text = fileText(file);
    return text.slice(0, Math.floor(chance() * (text.length - 2)));
  },
  'a part left out': (file, _mint, chance) => {
    const copy: Record<string, unknown> = { ...file };
    delete copy[pick(Object.keys(copy), chance)];
    return fileText(copy);
  },
  'signature of another licence': (file, mint, chance) => fileText({ ...file, signature: other(file, mint, chance).signature }),
  'signature and log of another licence': (file, mint, chance) => {
    const { signature: foreign, log } = other(file, mint, chance);
    return fileText({ ...file, signature: foreign, log });
  },
  'log of another licence': (file, mint, chance) => fileText({ ...file, log: other(file, mint, chance).log }),
  'changed face': (file, _mint, chance) => fileText(withRecord(file, changedRecord(file, chance))),
  'changed face, signed by a stranger': (file, mint, chance) => {
    const changed = withRecord(file, changedRecord(file, chance));
    const value = signWith(mint.keys.foreign, Buffer.from(changed.record.bytes, 'base64')).toString('base64');
    return fileText(signature(changed, { value, ...(chance() < 0.5 ? { keyId: mint.keys.foreign.info.kid } : {}) }));
  },
  'readable part changed': (file, _mint, chance) => fileText({ ...file, record: { ...file.record, readable: changedRecord(file, chance) } }),
  'algorithm confusion': (file, mint, chance) => {
    const algorithm = pick(['none', 'None', '', 'hs256', 'HS256', 'sm2-sm3', 'ed25519', 'es256', 'ES256', '__proto__', 'constructor'].filter((name) => name !== file.signature.algorithm), chance);
    const asSecret = createHmac('sha256', Buffer.from(mint.keys.licence.info.publicKey, 'base64')).update(signedText(file)).digest('base64');
    return fileText(signature(file, { algorithm, value: pick(['', asSecret, file.signature.value], chance) }));
  },
  'empty or zero signature': (file, _mint, chance) => fileText(signature(file, { value: pick(['', 'AA==', Buffer.alloc(64).toString('base64'), Buffer.from('3006020100020100', 'hex').toString('base64'), Buffer.from('3006020101020101', 'hex').toString('base64')], chance) })),
  'key id injection': (file, mint, chance) => {
    const keyId = pick([mint.keys.foreign.info.kid, mint.keys.receipt.info.kid, mint.keys.checkpoint.info.kid, '../keys', '__proto__', `${file.signature.keyId} `, file.signature.keyId.toUpperCase()], chance);
    return fileText(signature(file, { keyId }));
  },
  'key brought along': (file, mint, chance) => {
    const changed = withRecord(file, changedRecord(file, chance));
    const key = mint.keys.foreign;
    const value = signWith(key, Buffer.from(changed.record.bytes, 'base64')).toString('base64');
    const brought = pick<Record<string, unknown>>([{ key: key.info }, { jwk: key.info.publicKey }, { keys: [key.info] }], chance);
    return fileText({ ...changed, ...brought, signature: { ...changed.signature, keyId: key.info.kid, value, ...(chance() < 0.5 ? brought : {}) } });
  },
  'key not to be believed': (_file, mint, chance) => fileText(pick(mint.unbelieved, chance).file),
  'key not to be believed, backdated': (_file, mint, chance) => fileText(signature(pick(mint.unbelieved, chance).file, { signedAt: '2026-02-01T00:00:00.000Z' })),
  'time of signing changed': (file, _mint, chance) => fileText(signature(file, { signedAt: new Date(Date.parse(file.signature.signedAt) + Math.ceil((chance() - 0.5) * 1e9) + 1).toISOString() })),
  'standing of another licence': (file, mint, chance) => fileText({ ...file, standing: other(file, mint, chance).standing }),
  'standing replayed after its day': (file, mint, chance) => fileText({ ...file, standing: mint.statement(file, { asOf: new Date(mint.now.getTime() - 86_400_001 - Math.floor(chance() * 1e10)).toISOString() }) }),
  'standing of the same number, another signature': (file, mint, chance) => fileText({ ...file, standing: mint.statement(other(file, mint, chance), { identifier: file.record.readable.identifier }) }),
  'standing of another identifier, the same signature': (file, mint, chance) => fileText({ ...file, standing: mint.statement(file, { identifier: other(file, mint, chance).record.readable.identifier }) }),
  'standing of a day outside its validity': (file, mint, chance) => fileText({ ...file, standing: mint.statement(file, { day: pick(['2026-05-05', '2020-01-01', '2031-05-06', '2099-01-01'], chance) }) }),
  'standing signed by another key': (file, mint, chance) => fileText({ ...file, standing: mint.statement(file, { key: pick([mint.keys.licence, mint.keys.foreign, mint.keys.revoked], chance) }) }),
  'standing that says no': (file, mint, chance) => fileText({ ...file, standing: mint.statement(file, { standing: pick(['revoked', 'suspended', 'expired', 'replaced'], chance) }) }),
  'standing reworded': (file, mint, chance) => {
    const revoked = mint.statement(file, { standing: pick(['revoked', 'suspended'], chance) });
    const text = Buffer.from(revoked?.bytes ?? '', 'base64').toString('utf8').replace(/"standing":"\w+"/, '"standing":"valid"');
    return fileText({ ...file, standing: { ...revoked, bytes: Buffer.from(text, 'utf8').toString('base64') } });
  },
  'no standing': (file) => fileText({ ...file, standing: null }),
  'canonicalisation twin': (file, _mint, chance) => {
    const text = signedText(file);
    const twin = pick<(text: string) => string>(
      [
        (t) => JSON.stringify(JSON.parse(t), null, 1),
        (t) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(t) as object).reverse())),
        (t) => t.replace('"grade":"A"', '"grade":"\\u0041"'),
        (t) => t.replace('"grade":"A"', '"grade":"B","grade":"A"'),
        (t) => `${t} `,
        (t) => `\uFEFF${t}`,
        (t) => t.replace('"validTo"', '"valid\\u0054o"'),
      ],
      chance,
    )(text);
    return fileText({ ...file, record: { ...file.record, bytes: Buffer.from(twin, 'utf8').toString('base64') } });
  },
  'base64 twin': (file, _mint, chance) => {
    const twin = pick<(text: string) => string>([(t) => `${t}=`, (t) => t.replace(/=+$/, ''), (t) => ` ${t}`, (t) => `${t}\n`, (t) => t.replaceAll('+', '-').replaceAll('/', '_') + (/[+/]/.test(t) ? '' : '\t')], chance);
    const part = pick(['record', 'signature'], chance);
    if (part === 'signature') return fileText(signature(file, { value: twin(file.signature.value) }));
    return fileText({ ...file, record: { ...file.record, bytes: twin(file.record.bytes) } });
  },
  'key twice in the file': (file, _mint, chance) => {
    const name = pick(['format', 'record', 'signature', 'log', 'standing'], chance);
    return fileText(file).replace(`"${name}":`, `"${name}": null,\n  "${name}":`);
  },
  'look-alike in the identifier': (file, _mint, chance) => {
    const record = structuredClone(file.record.readable) as unknown as Record<string, unknown>;
    record.identifier = lookAlike(String(record.identifier), chance);
    return fileText(withRecord(file, record));
  },
  'look-alike in the identifier, signed by a stranger': (file, mint, chance) => {
    const record = structuredClone(file.record.readable) as unknown as Record<string, unknown>;
    record.identifier = lookAlike(String(record.identifier), chance);
    const changed = withRecord(file, record);
    return fileText(signature(changed, { value: signWith(mint.keys.foreign, Buffer.from(changed.record.bytes, 'base64')).toString('base64') }));
  },
  'malleated signature': (file, _mint, chance) => fileText(signature(file, { value: malleated(Buffer.from(file.signature.value, 'base64'), file.signature.algorithm, chance).toString('base64') })),
  'wrong type': (file, _mint, chance) => {
    const wrong = pick<unknown>([null, 1, true, [], {}, [null], 'x', -0, 1e300], chance);
    const place = pick(['format', 'record', 'signature', 'log', 'standing.bytes', 'record.bytes', 'record.readable', 'signature.value', 'signature.keyId', 'signature.algorithm', 'signature.signedAt'], chance);
    const copy = structuredClone(file) as unknown as Record<string, Record<string, unknown>>;
    const [outer = '', inner] = place.split('.');
    if (inner === undefined) (copy as Record<string, unknown>)[outer] = wrong;
    else (copy[outer] as Record<string, unknown>)[inner] = wrong;
    return fileText(copy);
  },
  'unknown field': (file, _mint, chance) => {
    const copy = structuredClone(file) as unknown as Record<string, Record<string, unknown>>;
    const place = pick(['', 'record', 'signature', 'standing'], chance);
    const target = place === '' ? (copy as Record<string, unknown>) : (copy[place] as Record<string, unknown>);
    target[pick(['valid', 'trusted', 'note', 'toString', ''], chance)] = true;
    return fileText(copy);
  },
  'deep or huge': (file, _mint, chance) => {
    const deep = chance() < 0.5 ? `${'['.repeat(5_000)}${']'.repeat(5_000)}` : `"${'x'.repeat(300_000)}"`;
    return fileText(file).replace('"standing":', `"more": ${deep},\n  "standing":`);
  },
  'checkpoint with the line of a stranger': (file, mint, chance) => {
    const text = file.log.slice(file.log.indexOf('\n\n') + 2, file.log.lastIndexOf('\n\n') + 1);
    const name = pick([mint.trust.origin, 'witness.example'], chance);
    const line = Buffer.concat([keyIdOf(name, mint.keys.foreign.info), signWith(mint.keys.foreign, Buffer.from(text, 'utf8'))]);
    return fileText({ ...file, log: `${file.log}— ${name} ${line.toString('base64')}\n` });
  },
  'checkpoint changed': (file, _mint, chance) => {
    const lines = file.log.split('\n');
    const at = Math.floor(chance() * lines.length);
    const way = Math.floor(chance() * 4);
    if (way === 0) lines.splice(at, 1);
    else if (way === 1) lines.splice(at, 0, lines[at] as string);
    else if (way === 2) lines[at] = flip(Buffer.from(`${lines[at]} `, 'utf8'), chance).toString('utf8');
    else lines.push(`— ${file.log.split('\n').find((line) => line.startsWith('onevisit.'))} ${Buffer.alloc(68, 7).toString('base64')}`, '');
    return fileText({ ...file, log: lines.join('\n') });
  },
};

/** Another encoding or another number that some verifiers take for the same signature. */
function malleated(value: Buffer, algorithm: string, chance: Chance): Buffer {
  if (algorithm === 'ed25519') {
    const order = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn;
    const s = BigInt(`0x${Buffer.from(value.subarray(32)).reverse().toString('hex')}`) + order;
    const raised = Buffer.from(s.toString(16).padStart(64, '0').slice(-64), 'hex').reverse();
    return pick([Buffer.concat([value.subarray(0, 32), raised]), Buffer.concat([value, Buffer.alloc(1)])], chance);
  }
  const order = algorithm === 'es256' ? 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n : 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  const lengthOfR = value[3] as number;
  const r = value.subarray(4, 4 + lengthOfR);
  const s = BigInt(`0x${value.subarray(6 + lengthOfR).toString('hex')}`);
  const integer = (bytes: Buffer) => Buffer.concat([Buffer.from([2, bytes.length]), bytes]);
  const numberBytes = (number: bigint) => {
    const hex = number.toString(16);
    const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
    return (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
  };
  const sequence = (...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([0x30, body.length]), body]);
  };
  return pick(
    [
      sequence(integer(r), integer(numberBytes(order - s))),
      sequence(integer(r), integer(numberBytes(order + s))),
      sequence(integer(Buffer.concat([Buffer.alloc(1), r])), integer(numberBytes(s))),
      Buffer.concat([sequence(integer(r), integer(numberBytes(s))), Buffer.alloc(1)]),
      Buffer.concat([Buffer.from([0x30, 0x81, value.length - 2]), value.subarray(2)]),
    ],
    chance,
  );
}

export const forgeryKinds = Object.keys(forges);

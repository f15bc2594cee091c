import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import { queriesOf } from '../../../kernel/queries.ts';
import { proofOfEvent } from '../../../kernel/tlog/store.ts';
import { verifyEntry } from '../../../kernel/tlog/verify.ts';
import { type Text, words } from '../../../kernel/text.ts';
import { maskName } from '../../../standards/mask.ts';
import { licenceIdentifierWords, parseLicenceIdentifier } from '../../../standards/licence-identifier.ts';
import { maskedFace, type ShownLine, wholeFace } from '../domain/face-shown.ts';
import { shortCodeOf, tidyShortCode } from '../domain/short-code.ts';
import { issueEventOf } from '../issue-event.ts';
import { logIdentity } from '../trust.ts';
import type { Standing } from '../contract.ts';
import type { Ground } from '../needs.ts';
import { openLicence, type OpenedLicence } from '../open-licence.ts';
import type { LicencesRefusal } from '../problems.ts';
import { findByIdentifier } from '../sql/licence.ts';
import type { LicenceRow } from '../sql/tables.ts';

export interface Check {
  readonly check: 'identifier' | 'record' | 'signature' | 'key' | 'log' | 'standing';
  readonly ok: boolean;
  readonly reason: Text;
}

export interface Verification {
  readonly identifier: string;
  readonly checkedAt: string;
  readonly valid: boolean;
  readonly standing: Standing;
  readonly checks: readonly Check[];
  readonly typeName: Text;
  readonly number: string;
  readonly issuer: Text;
  readonly issuedOn: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grade: 'A' | 'B';
  readonly holderName: string;
  readonly face: readonly ShownLine[];
  readonly detail: 'masked' | 'full' | 'code-wrong';
}

type VerifyRefusal = Extract<LicencesRefusal, { kind: 'licence-identifier-wrong' | 'licence-identifier-unknown' }>;

/** Anybody may ask whether a licence is genuine and in force; only who holds its short code sees whose it is. */
export async function verifyOnline(ground: Ground, deed: Deed, typed: string, code: string | null): Promise<Outcome<Verification, VerifyRefusal>> {
  const parsed = parseLicenceIdentifier(typed);
  if (!parsed.ok) return refuse({ kind: 'licence-identifier-wrong', field: 'identifier', words: licenceIdentifierWords[parsed.refusal.kind] });
  const row = await findByIdentifier(deed.tx, parsed.value);
  if (!row) return refuse({ kind: 'licence-identifier-unknown', field: 'identifier' });
  // A cell that was edited throws: that is a fault of ours, logged with its number, never an answer "valid".
  const licence = openLicence(ground, row, deed.today);
  const checks = await checksOf(ground, deed, row, licence);
  const full = code !== null && licence.signature !== null && tidyShortCode(code) === shortCodeOf(licence.signature.signature);
  const type = ground.types.get(licence.record.type.code);
  const { summary, record } = licence;
  return done({
    identifier: record.identifier,
    checkedAt: ground.realNow().toISOString(),
    valid: checks.every((check) => check.ok),
    standing: licence.standing,
    checks,
    typeName: summary.typeName,
    number: full || record.holder.kind === 'organisation' ? record.number : maskTail(record.number),
    issuer: summary.issuer,
    issuedOn: record.issuedOn,
    validFrom: record.validFrom,
    validTo: record.validTo,
    grade: record.grade,
    holderName: full || record.holder.kind === 'organisation' ? record.holder.name : maskName(record.holder.name),
    face: type ? (full ? wholeFace(type, record.face) : maskedFace(type, record.face)) : [],
    detail: full ? 'full' : code === null ? 'masked' : 'code-wrong',
  });
}

function maskTail(number: string): string {
  return number.length <= 4 ? '*'.repeat(number.length) : `${number.slice(0, -4)}****`;
}

async function checksOf(ground: Ground, deed: Deed, row: LicenceRow, licence: OpenedLicence): Promise<readonly Check[]> {
  const { signature } = licence;
  if (signature === null) throw new Error(`licence ${row.id} stands as ${row.state} without a signature`);
  const verified = await ground.keys.verify('licence', licence.bytes, signature, signature.at);
  const keyFault = !verified.ok && verified.refusal.kind !== 'signature-wrong';
  const logged = await logCheck(ground, deed, row);
  return [
    { check: 'identifier', ok: true, reason: words('标识格式和校验位正确', 'The identifier and its check character are right') },
    { check: 'record', ok: licence.record.identifier === row.identifier, reason: words('登记内容完整，未被改动', 'The record is whole and unchanged') },
    {
      check: 'key',
      ok: !keyFault,
      reason: keyFault ? words('签发密钥无效或已作废', 'The key that signed is unknown or no longer believed') : words('签发密钥有效', 'The key that signed is the issuer’s'),
    },
    {
      check: 'signature',
      ok: verified.ok,
      reason: verified.ok ? words('数字签名相符', 'The digital signature fits') : words('数字签名不符', 'The digital signature does not fit'),
    },
    logged,
    standingCheck(licence.standing, licence.record.validFrom, deed.today),
  ];
}

async function logCheck(ground: Ground, deed: Deed, row: LicenceRow): Promise<Check> {
  if (row.log_salt === null) throw new Error(`licence ${row.id} has no leaf`);
  const proof = await proofOfEvent(queriesOf(deed.tx), 'licence', row.id, row.log_salt);
  if (proof === null) return { check: 'log', ok: true, reason: words('刚刚签发，正在写入公开日志', 'Just issued: its entry is being written to the log') };
  const entry = verifyEntry(Buffer.from(issueEventOf(row), 'utf8'), proof, await logIdentity(ground));
  return entry.ok
    ? { check: 'log', ok: true, reason: words(`已列入签发日志第 ${entry.value.index + 1} 条`, `Entry ${entry.value.index + 1} of the issuing log`) }
    : { check: 'log', ok: false, reason: words('签发日志中没有这份证照', 'It is not in the issuing log') };
}

const standingReasons: Record<Standing, Text> = {
  prepared: words('证照尚未签发', 'The licence is not issued yet'),
  valid: words('证照有效', 'The licence is in force'),
  expired: words('证照已过有效期', 'The licence has expired'),
  suspended: words('证照已暂停使用', 'The licence is suspended'),
  revoked: words('证照已注销', 'The licence has been revoked'),
  replaced: words('证照已换发新证', 'The licence has been replaced by a new one'),
};

function standingCheck(standing: Standing, validFrom: string, today: string): Check {
  if (standing === 'valid' && today < validFrom) return { check: 'standing', ok: false, reason: words('证照尚未生效', 'The licence is not in force yet') };
  return { check: 'standing', ok: standing === 'valid', reason: standingReasons[standing] };
}


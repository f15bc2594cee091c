import type { Brand } from '../kernel/brand.ts';
import { done, refuse, type Outcome } from '../kernel/outcome.ts';
import { words, type Text } from '../kernel/text.ts';
import { parseCreditCode, type CreditCode } from './credit-code.ts';
import { checkCharacterMod3736 } from './mod-37-36.ts';
import { tidyCode } from './tidy.ts';

/** 电子证照标识, GB/T 36904—2018: root OID . licence type 21 . issuing organ 18 . serial . version 3 . check 1. */
export type LicenceIdentifier = Brand<string, 'LicenceIdentifier'>;
/** 证照类型代码: credit code of the defining organ and a serial of 3 digits. */
export type LicenceTypeCode = Brand<string, 'LicenceTypeCode'>;

export interface LicenceIdentifierParts {
  readonly type: LicenceTypeCode;
  readonly issuingOrgan: CreditCode;
  /** Digits and capitals, the same for all versions of one licence; at most 64, as the widest in use has 32. */
  readonly serial: string;
  /** From 1 to 999. */
  readonly version: number;
}

export type LicenceIdentifierRefusal = {
  readonly kind:
    | 'licence-identifier-root'
    | 'licence-identifier-form'
    | 'licence-identifier-type'
    | 'licence-identifier-issuing-organ'
    | 'licence-identifier-serial'
    | 'licence-identifier-version'
    | 'licence-identifier-check';
};

/** The arc of 电子证照 under China's arc for standards; it does not enter the check. */
export const licenceRoot = '1.2.156.3005.2';

export function parseLicenceIdentifier(text: string): Outcome<LicenceIdentifier, LicenceIdentifierRefusal> {
  const identifier = tidyCode(text);
  if (!identifier.startsWith(`${licenceRoot}.`)) return refuse({ kind: 'licence-identifier-root' });
  const [type, issuingOrgan, serial, version, check, ...rest] = identifier.slice(licenceRoot.length + 1).split('.');
  if (type === undefined || issuingOrgan === undefined || serial === undefined || version === undefined || check === undefined || rest.length > 0) {
    return refuse({ kind: 'licence-identifier-form' });
  }
  if (!parseLicenceTypeCode(type).ok) return refuse({ kind: 'licence-identifier-type' });
  if (!parseCreditCode(issuingOrgan).ok) return refuse({ kind: 'licence-identifier-issuing-organ' });
  if (!/^[0-9A-Z]{1,64}$/.test(serial)) return refuse({ kind: 'licence-identifier-serial' });
  if (!/^\d{3}$/.test(version) || version === '000') return refuse({ kind: 'licence-identifier-version' });
  if (check !== checkCharacterMod3736(type + issuingOrgan + serial + version)) return refuse({ kind: 'licence-identifier-check' });
  return done(identifier as LicenceIdentifier);
}

export function composeLicenceIdentifier(parts: LicenceIdentifierParts): Outcome<LicenceIdentifier, LicenceIdentifierRefusal> {
  if (!/^[0-9A-Z]{1,64}$/.test(parts.serial)) return refuse({ kind: 'licence-identifier-serial' });
  if (!Number.isInteger(parts.version) || parts.version < 1 || parts.version > 999) return refuse({ kind: 'licence-identifier-version' });
  const version = String(parts.version).padStart(3, '0');
  const check = checkCharacterMod3736(parts.type + parts.issuingOrgan + parts.serial + version);
  return done(`${licenceRoot}.${parts.type}.${parts.issuingOrgan}.${parts.serial}.${version}.${check}` as LicenceIdentifier);
}

export function partsOfLicenceIdentifier(identifier: LicenceIdentifier): LicenceIdentifierParts {
  const [type = '', issuingOrgan = '', serial = '', version] = identifier.slice(licenceRoot.length + 1).split('.');
  return { type: type as LicenceTypeCode, issuingOrgan: issuingOrgan as CreditCode, serial, version: Number(version) };
}

/** A changed licence keeps type, organ and serial and takes the next version. */
export function nextLicenceVersion(identifier: LicenceIdentifier): Outcome<LicenceIdentifier, LicenceIdentifierRefusal> {
  const parts = partsOfLicenceIdentifier(identifier);
  return composeLicenceIdentifier({ ...parts, version: parts.version + 1 });
}

export function parseLicenceTypeCode(text: string): Outcome<LicenceTypeCode, { readonly kind: 'licence-identifier-type' }> {
  const code = tidyCode(text);
  const valid = /^[0-9A-Z]{18}\d{3}$/.test(code) && parseCreditCode(code.slice(0, 18)).ok;
  return valid ? done(code as LicenceTypeCode) : refuse({ kind: 'licence-identifier-type' });
}

export const licenceIdentifierWords = {
  'licence-identifier-root': words('电子证照标识应以1.2.156.3005.2开头', 'A licence identifier begins with 1.2.156.3005.2'),
  'licence-identifier-form': words('电子证照标识应由根代码和以“.”分隔的5段组成', 'A licence identifier is the root and 5 parts between dots'),
  'licence-identifier-type': words('证照类型代码应为定义机构的统一社会信用代码加3位数字', 'The licence type is the credit code of its defining organ and 3 digits'),
  'licence-identifier-issuing-organ': words('证照颁发机构代码不是有效的统一社会信用代码', 'The issuing organ is not a valid credit code'),
  'licence-identifier-serial': words('证照流水号应为1至64位数字或大写字母', 'The serial is 1 to 64 digits or capitals'),
  'licence-identifier-version': words('证照版本号应为001至999', 'The version is 001 to 999'),
  'licence-identifier-check': words('电子证照标识校验位不符，请核对是否输错', 'The last character does not fit: please check for a typing mistake'),
} satisfies Record<LicenceIdentifierRefusal['kind'], Text>;

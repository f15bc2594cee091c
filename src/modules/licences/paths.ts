import type { LicenceId } from './contract.ts';

/** Addresses of this room, for links and for the QR code. */
export const licencesPath = '/licences';
export const verifyPath = '/verify';
export const copiesFormPath = '/licences/copies';

export function licencePath(licence: LicenceId | string): string {
  return `/licences/${licence}`;
}

export function licencePdfPath(licence: LicenceId | string): string {
  return `/api/licences/${licence}/pdf`;
}

export function licenceFilePath(licence: LicenceId | string): string {
  return `/api/licences/${licence}/file`;
}

export function copyFilePath(copy: string): string {
  return `/api/licence-copies/${copy}/file`;
}

/** What the QR code says: identifier and short code, never a name or number of a person. */
export function verifyIdentifierPath(identifier: string, shortCode: string | null = null): string {
  return `/verify/${encodeURIComponent(identifier)}${shortCode === null ? '' : `?c=${shortCode}`}`;
}

import { createHash } from 'node:crypto';
import { canonicalText } from '../../../kernel/canonical.ts';

/** What the leaf of an issue stands for: everything that the signature itself does not protect is bound here. */
export interface IssueEvent {
  readonly identifier: string;
  readonly recordDigest: string;
  readonly signatureDigest: string;
  readonly keyId: string;
  readonly algorithm: string;
  readonly signedAt: string;
}

export interface StandingEvent {
  readonly identifier: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

export function issueEventText(event: IssueEvent): string {
  return canonicalText({ event: 'licence.issued', ...event });
}

export function standingEventText(event: StandingEvent): string {
  return canonicalText({ event: 'licence.standing-changed', ...event });
}

export function digestHex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

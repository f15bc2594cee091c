import type { Text } from '../../../kernel/text.ts';
import type { Channel } from './case.ts';

/** The proof of filing. Its bytes are signed as they are, so that it verifies without this server and without rules of spelling. */
export interface Receipt {
  readonly format: 'onevisit-receipt-1';
  readonly instance: string;
  readonly number: string;
  readonly item: { readonly slug: string; readonly code: string; readonly version: number; readonly name: Text };
  readonly office: { readonly name: Text; readonly phone: string };
  /** masked: a receipt is shown and lies about */
  readonly applicant: string;
  readonly channel: Channel;
  readonly submittedAt: string;
  readonly submittedOn: string;
  readonly answerBy: string;
  readonly materials: readonly { readonly id: string; readonly name: Text; readonly by: 'government' | 'applicant' | 'form' | null }[];
  /** SHA-256 of the answers as they were handed in, hexadecimal */
  readonly answersDigest: string;
}

/** What is handed out and stored: the payload byte for byte, who signed it, and how. */
export interface SignedReceipt {
  readonly payload: string;
  readonly keyId: string;
  readonly algorithm: string;
  readonly signature: string;
}

export function readReceipt(payload: string): Receipt {
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Receipt;
}

export function payloadOf(receipt: Receipt): string {
  return Buffer.from(JSON.stringify(receipt), 'utf8').toString('base64url');
}

/** The same answers give the same text whatever order they were given in. */
export function answersText(answers: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(answers).sort(([left], [right]) => (left < right ? -1 : 1))));
}

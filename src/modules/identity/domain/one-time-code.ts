import { refuse, done, type Outcome } from '../../../kernel/outcome.ts';

export type CodePurpose = 'register' | 'sign-in' | 'recover' | 'invitation';

/** Six digits have a million values: ten tries leave a guesser one chance in a hundred thousand. */
export const codeLimits = { minutes: 10, tries: 10 } as const;
/** The code of an invitation waits as long as the invitation does. */
export const invitationHours = 24;

export interface StoredCode {
  readonly purpose: CodePurpose;
  /** tries so far, this one included */
  readonly tries: number;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** One answer for all reasons: who guesses learns nothing of why. */
export type CodeRefusal = { kind: 'code-wrong'; field: 'code' };

export function checkCode(stored: StoredCode | null, purpose: CodePurpose, matches: boolean, now: Date): Outcome<null, CodeRefusal> {
  const usable =
    stored !== null && stored.purpose === purpose && stored.usedAt === null && stored.tries <= codeLimits.tries && now < stored.expiresAt;
  return usable && matches ? done(null) : refuse({ kind: 'code-wrong', field: 'code' });
}

export function codeExpiry(purpose: CodePurpose, now: Date): Date {
  const minutes = purpose === 'invitation' ? invitationHours * 60 : codeLimits.minutes;
  return new Date(now.getTime() + minutes * 60_000);
}

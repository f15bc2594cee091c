import { randomInt } from 'node:crypto';
import type { AccountId } from '../../../kernel/asker.ts';
import type { Id } from '../../../kernel/brand.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { say, words } from '../../../kernel/text.ts';
import { codeExpiry, type CodePurpose } from '../domain/one-time-code.ts';
import type { IdentityGround } from '../ground.ts';
import { insertCode } from '../sql/tries.ts';

export type CodeNeeds = Pick<IdentityGround, 'cells' | 'sendCode'>;

/** Keyed, not plain: a million digests are made in a moment, and the key is not in the database. */
export function codeDigest(needs: Pick<IdentityGround, 'cells'>, id: Id<'OneTimeCode'>, digits: string): Buffer {
  return needs.cells.index('one-time-code', `${id}:${digits.normalize('NFKC').replace(/\s/g, '')}`);
}

/**
 * Makes a code and sends it, if there is a phone to send it to. Without one the code is stored all the same: who asked
 * sees the same answer after the same work.
 */
export async function sendOneTimeCode(
  needs: CodeNeeds,
  deed: Deed,
  code: { readonly purpose: CodePurpose; readonly account: AccountId | null; readonly phone: string | null },
): Promise<{ id: Id<'OneTimeCode'>; digits: string }> {
  const id = deed.newId<'OneTimeCode'>();
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  await insertCode(deed.tx, {
    id,
    purpose: code.purpose,
    account: code.account,
    phone: code.phone === null ? null : needs.cells.seal('identity.one_time_code.phone', id, code.phone),
    digest: codeDigest(needs, id, digits),
    created_at: deed.now,
    expires_at: codeExpiry(code.purpose, deed.now),
  });
  if (code.phone !== null) await needs.sendCode(deed, { id, phone: code.phone, text: messageOf(deed, code.purpose, digits) });
  return { id, digits };
}

function messageOf(deed: Deed, purpose: CodePurpose, digits: string): string {
  const { zh, en } = purposeWords[purpose];
  return say(words(`【一次办】${zh}验证码 ${digits}，请勿告诉他人。`, `[OneVisit] Your code to ${en}: ${digits}. Tell nobody.`), deed.locale).text;
}

const purposeWords = {
  register: { zh: '注册', en: 'register' },
  'sign-in': { zh: '登录', en: 'sign in' },
  recover: { zh: '重设密码', en: 'set a new password' },
  invitation: { zh: '工作人员账号启用', en: 'activate your staff account' },
} as const satisfies Record<CodePurpose, { zh: string; en: string }>;

import type { Reader } from '../../../kernel/db.ts';
import type { CaseId } from '../contract.ts';
import type { SignedReceipt } from '../domain/receipt.ts';
import { tables } from './tables.ts';

export async function findReceipt(reader: Reader, id: CaseId): Promise<SignedReceipt | null> {
  const row = await tables(reader).selectFrom('receipt').select(['payload', 'key_id', 'algorithm', 'signature']).where('case_id', '=', id).executeTakeFirst();
  return row ? { payload: row.payload, keyId: row.key_id, algorithm: row.algorithm, signature: row.signature } : null;
}

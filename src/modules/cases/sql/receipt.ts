import type { Reader, Tx } from '../../../kernel/db.ts';
import type { CaseId } from '../contract.ts';
import type { SignedReceipt } from '../domain/receipt.ts';
import { tables } from './tables.ts';

export async function insertReceipt(tx: Tx, id: CaseId, issuedAt: Date, receipt: SignedReceipt): Promise<void> {
  await tables(tx)
    .insertInto('receipt')
    .values({ case_id: id, issued_at: issuedAt, payload: receipt.payload, key_id: receipt.keyId, algorithm: receipt.algorithm, signature: receipt.signature })
    .execute();
}

export async function findReceipt(reader: Reader, id: CaseId): Promise<SignedReceipt | null> {
  const row = await tables(reader).selectFrom('receipt').selectAll().where('case_id', '=', id).executeTakeFirst();
  return row ? { payload: row.payload, keyId: row.key_id, algorithm: row.algorithm, signature: row.signature } : null;
}

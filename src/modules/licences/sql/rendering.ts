import type { Reader, Tx } from '../../../kernel/db.ts';
import type { FileId } from '../../../kernel/files.ts';
import type { LicenceId } from '../contract.ts';
import { licencesTables } from './tables.ts';

export async function findRendering(reader: Reader, licence: LicenceId): Promise<FileId | null> {
  const row = await licencesTables(reader).selectFrom('rendering').select('file').where('licence', '=', licence).executeTakeFirst();
  return (row?.file as FileId | undefined) ?? null;
}

/** The first drawing stays: two that were drawn at once are the same licence. */
export async function keepRendering(tx: Tx, rendering: { licence: LicenceId; file: FileId; at: Date }): Promise<void> {
  await licencesTables(tx)
    .insertInto('rendering')
    .values({ licence: rendering.licence, file: rendering.file, drawn_at: rendering.at })
    .onConflict((conflict) => conflict.column('licence').doNothing())
    .execute();
}

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Id } from './brand.ts';
import { tablesOf, type Reader, type Tx } from './db.ts';

export type FileId = Id<'File'>;

export interface StoredFile {
  readonly id: FileId;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: Buffer;
}

/** Seals the file's own key; destroying the sealed key erases the content everywhere, backups included. */
export interface FileSeal {
  seal(column: string, rowId: string, plaintext: string): string;
  open(column: string, rowId: string, sealed: string): string;
}

/** The one home of files. No other code touches a path: file and row commit together, one backup holds both. */
export interface Files {
  put(tx: Tx, file: { id: FileId; name: string; mediaType: string; bytes: Uint8Array; now: Date }): Promise<FileId>;
  /** null when the file was erased */
  get(reader: Reader, id: FileId): Promise<StoredFile | null>;
  erase(tx: Tx, id: FileId, now: Date): Promise<void>;
}

interface FileTables {
  file: { id: string; name: string; media_type: string; size: number; digest: Buffer; wrapped_key: string; created_at: Date; erased_at: Date | null };
  file_chunk: { file: string; number: number; content: Buffer };
}

const chunkBytes = 65_536;
const keyColumn = 'kernel.file.wrapped_key';

export function openFiles(seal: FileSeal): Files {
  const tables = (reader: Reader) => tablesOf<FileTables>(reader, 'kernel');
  return {
    put: async (tx, file) => {
      const key = randomBytes(32);
      await tables(tx)
        .insertInto('file')
        .values({
          id: file.id,
          name: file.name,
          media_type: file.mediaType,
          size: file.bytes.length,
          digest: createHash('sha256').update(file.bytes).digest(),
          wrapped_key: seal.seal(keyColumn, file.id, key.toString('base64')),
          created_at: file.now,
          erased_at: null,
        })
        .execute();
      const chunks = chunksOf(key, file.id, file.bytes);
      if (chunks.length > 0) await tables(tx).insertInto('file_chunk').values(chunks).execute();
      return file.id;
    },
    get: async (reader, id) => {
      const row = await tables(reader).selectFrom('file').select(['name', 'media_type', 'size', 'digest', 'wrapped_key', 'erased_at']).where('id', '=', id).executeTakeFirst();
      if (!row || row.erased_at !== null) return null;
      const chunks = await tables(reader).selectFrom('file_chunk').select(['number', 'content']).where('file', '=', id).orderBy('number').execute();
      const key = Buffer.from(seal.open(keyColumn, id, row.wrapped_key), 'base64');
      const bytes = Buffer.concat(chunks.map((chunk) => openChunk(key, id, chunk.number, chunk.content)));
      if (!createHash('sha256').update(bytes).digest().equals(row.digest)) throw new Error(`file ${id} is not what was stored`);
      return { id, name: row.name, mediaType: row.media_type, size: row.size, bytes };
    },
    erase: async (tx, id, now) => {
      await tables(tx).deleteFrom('file_chunk').where('file', '=', id).execute();
      const erased = await tables(tx).updateTable('file').set({ erased_at: now, wrapped_key: '' }).where('id', '=', id).executeTakeFirst();
      // A row that the asker does not see is passed over in silence; content that stays must not count as erased.
      if (erased.numUpdatedRows !== 1n) throw new Error(`file ${id} was not erased`);
    },
  };
}

function chunksOf(key: Buffer, file: FileId, bytes: Uint8Array): { file: string; number: number; content: Buffer }[] {
  const chunks = [];
  for (let number = 0; number * chunkBytes < bytes.length; number += 1) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(Buffer.from(`${file}|${number}`));
    const piece = bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes);
    chunks.push({ file, number, content: Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]) });
  }
  return chunks;
}

function openChunk(key: Buffer, file: FileId, number: number, content: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(Buffer.from(`${file}|${number}`)).setAuthTag(content.subarray(-16));
  return Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()]);
}

// The key is used for one file only, so the chunk number is nonce enough.
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { aeadKeyBytes, type AeadAlgorithm, openBytes, readSealedText, sealBytes, sealedText } from './keys/aead.ts';
import type { KeyProvider } from './keys/provider.ts';
import type { Queries } from './queries.ts';

/**
 * Personal columns at rest (GB/T 39786-2021, 8.4 e; GB/T 35273-2020, 6.3). A cell is bound to its column and row:
 * copied to another place it does not open. Everything is synchronous; keys were fetched at the start.
 */
export interface Cells {
  /** @param column `schema.table.column` @param rowId the key of the row, which must never change */
  seal(column: string, rowId: string, plaintext: string): string;
  /** @throws when the cell was edited, moved, or sealed elsewhere: a broken world, not a person's mistake */
  open(column: string, rowId: string, sealed: string): string;
  /** 16 bytes to find a value by, exactly; the value must be normalised, and one field is useless for another. */
  index(field: string, normalised: string): Buffer;
  /** Fetches keys that another process made; call it every minute. */
  refresh(): Promise<void>;
  /** A new data key for new cells; older cells keep theirs. */
  rotate(): Promise<void>;
}

export interface CellsNeeds {
  readonly queries: Queries;
  readonly keys: KeyProvider;
  readonly algorithm?: AeadAlgorithm;
  readonly now?: () => Date;
}

export async function openCells({ queries, keys, algorithm = 'aes-256-gcm', now = () => new Date() }: CellsNeeds): Promise<Cells> {
  await makeFirstDataKey(queries, keys, now());
  const read = () => readDataKeys(queries, keys);
  const box = { dataKeys: await read() };
  // One root from the provider, a key of its own for each field under it.
  const { mac: indexRoot } = await keys.mac('index', 'onevisit/blind-index');
  const crypt = cellCrypt(algorithm, () => box.dataKeys, now);
  const refresh = async () => {
    box.dataKeys = await read();
  };
  return {
    ...crypt,
    index: blindIndex(indexRoot),
    refresh,
    rotate: async () => {
      await insertDataKey(queries, keys, new Date(now().getTime() + announceMilliseconds));
      await refresh();
    },
  };
}

/** Wraps every data key again by the provider's active key; afterwards the old one can be destroyed. */
export async function rewrapDataKeys(queries: Queries, keys: KeyProvider): Promise<void> {
  const { rows } = await queries.query<DataKeyRow>('select kid, wrapped, seals_from from kernel.data_key');
  for (const row of rows) {
    const dataKey = await keys.unwrap(row.wrapped, wrapLabel(row.kid));
    await queries.query('update kernel.data_key set wrapped = $2 where kid = $1 and wrapped = $3', [row.kid, await keys.wrap(dataKey, wrapLabel(row.kid)), row.wrapped]);
  }
}

export interface DataKey {
  readonly kid: string;
  readonly key: Buffer;
  readonly sealsFrom: Date;
}

/** @param dataKeys newest first; asked each time because keys may be added while it runs */
export function cellCrypt(algorithm: AeadAlgorithm, dataKeys: () => readonly DataKey[], now: () => Date): Pick<Cells, 'seal' | 'open'> {
  const columnKeys = new Map<string, Buffer>();
  const columnKey = (dataKey: DataKey, by: AeadAlgorithm, column: string) => {
    const name = `${dataKey.kid}|${by}|${column}`;
    let key = columnKeys.get(name);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', dataKey.key, '', `onevisit/cell|${by}|${column}`, aeadKeyBytes[by]));
      columnKeys.set(name, key);
    }
    return key;
  };
  return {
    seal: (column, rowId, plaintext) => {
      if (!plaintext.isWellFormed()) throw new TypeError(`text with half a surrogate pair for ${column}: it would not come back the same`);
      const instant = now();
      const dataKey = dataKeys().find((one) => one.sealsFrom <= instant);
      if (!dataKey) throw new Error('no data key seals yet: the clock stands before the first one');
      const sealed = sealBytes(algorithm, columnKey(dataKey, algorithm, column), plaintext, cellLabel(column, rowId, dataKey.kid));
      return `v1.${labels[algorithm]}.${dataKey.kid}.${sealedText(sealed)}`;
    },
    open: (column, rowId, sealed) => {
      const [, label, kid = '', text = ''] = /^v1\.(aes|sm4)\.([a-z0-9-]+)\.(.+)$/s.exec(sealed) ?? [];
      const dataKey = dataKeys().find((one) => one.kid === kid);
      const parts = readSealedText(text);
      if (!dataKey || !parts) throw new CellError(column, rowId, dataKey || !kid ? 'is no cell' : `needs the data key ${kid}, which is not here`);
      const by = label === 'sm4' ? 'sm4-gcm' : 'aes-256-gcm';
      const plaintext = openBytes(by, columnKey(dataKey, by, column), parts, cellLabel(column, rowId, kid));
      if (!plaintext) throw new CellError(column, rowId, 'was edited or belongs elsewhere');
      return plaintext.toString('utf8');
    },
  };
}

/** HMAC-SHA-256, cut to 16 bytes. Whoever has the root can try all citizen numbers: it stays with the keys. */
export function blindIndex(root: Buffer): Cells['index'] {
  const fieldKeys = new Map<string, Buffer>();
  return (field, normalised) => {
    let key = fieldKeys.get(field);
    if (!key) {
      key = createHmac('sha256', root).update(`onevisit/blind-index|${field}`).digest();
      fieldKeys.set(field, key);
    }
    return createHmac('sha256', key).update(`${field}\u001f${normalised}`).digest().subarray(0, 16);
  };
}

export class CellError extends Error {
  override name = 'CellError';
  constructor(column: string, rowId: string, what: string) {
    super(`the cell ${column} of row ${rowId} ${what}`);
  }
}

interface DataKeyRow {
  readonly kid: string;
  readonly wrapped: string;
  readonly seals_from: Date;
}

const labels: Readonly<Record<AeadAlgorithm, string>> = { 'aes-256-gcm': 'aes', 'sm4-gcm': 'sm4' };
// Longer than any process goes without `refresh`.
const announceMilliseconds = 600_000;

async function readDataKeys(queries: Queries, keys: KeyProvider): Promise<readonly DataKey[]> {
  const { rows } = await queries.query<DataKeyRow>('select kid, wrapped, seals_from from kernel.data_key order by seals_from desc, kid');
  return Promise.all(rows.map(async (row) => ({ kid: row.kid, key: await keys.unwrap(row.wrapped, wrapLabel(row.kid)), sealsFrom: row.seals_from })));
}

/** Of two processes that start together on an empty database one makes the key: the kid is the same for both. */
async function makeFirstDataKey(queries: Queries, keys: KeyProvider, now: Date): Promise<void> {
  const { rows } = await queries.query('select kid from kernel.data_key limit 1');
  if (rows.length === 0) await insertDataKey(queries, keys, now, 'd-first');
}

async function insertDataKey(queries: Queries, keys: KeyProvider, sealsFrom: Date, kid = `d-${randomBytes(6).toString('hex')}`): Promise<void> {
  const wrapped = await keys.wrap(randomBytes(32), wrapLabel(kid));
  await queries.query('insert into kernel.data_key (kid, wrapped, seals_from) values ($1, $2, $3) on conflict do nothing', [kid, wrapped, sealsFrom]);
}

function wrapLabel(kid: string): string {
  return `kernel.data_key.wrapped|${kid}`;
}

function cellLabel(column: string, rowId: string, kid: string): string {
  return `${column}|${rowId}|${kid}`;
}

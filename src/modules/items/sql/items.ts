import { sql } from 'kysely';
import { rawOf, tablesOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { ItemVersionId, PublishedItem } from '../contract.ts';
import type { Item } from '../domain/item.ts';
import type { SearchTerms } from '../domain/search.ts';

interface ItemsTables {
  implementation: { slug: string; instance: string; code: string; office: string; region: string };
  version: { id: ItemVersionId; slug: string; number: number; content: Item | string; digest: string; published_at: Date };
  search_entry: { slug: string; version: ItemVersionId; terms: string; popularity: number };
}

const tables = (reader: Reader) => tablesOf<ItemsTables>(reader, 'items');

export async function loadVersions(reader: Reader, versions: readonly ItemVersionId[]): Promise<PublishedItem[]> {
  const rows = await tables(reader).selectFrom('version').select(['id', 'slug', 'number', 'content']).where('id', 'in', versions).execute();
  return rows.map((row) => {
    const item = row.content as Item;
    return { version: row.id, versionNumber: row.number, slug: row.slug, code: item.elements.taskCode, item };
  });
}

export async function findNewest(reader: Reader, slug: string): Promise<ItemVersionId | null> {
  const row = await tables(reader).selectFrom('search_entry').select('version').where('slug', '=', slug).executeTakeFirst();
  return row?.version ?? null;
}

export async function listNewest(reader: Reader): Promise<{ version: ItemVersionId; popularity: number }[]> {
  return tables(reader).selectFrom('search_entry').select(['version', 'popularity']).execute();
}

/** Newest versions that share a pair with the question, best first; the fine order is made by the pure rule. */
export async function findCandidates(reader: Reader, lexemes: readonly string[], limit: number): Promise<ItemVersionId[]> {
  if (lexemes.length === 0) return [];
  const question = lexemes.map((lexeme) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' | ');
  const rows = await sql<{ version: ItemVersionId }>`select version from items.search_entry
    where terms @@ ${question}::tsquery order by ts_rank(terms, ${question}::tsquery) desc, slug limit ${limit}`.execute(rawOf(reader));
  return rows.rows.map((row) => row.version);
}

export async function countSubmission(tx: Tx, slug: string): Promise<void> {
  await tables(tx).updateTable('search_entry').set((entry) => ({ popularity: entry('popularity', '+', 1) })).where('slug', '=', slug).execute();
}

export async function findDigest(reader: Reader, slug: string): Promise<{ number: number; digest: string } | null> {
  const row = await tables(reader).selectFrom('version').select(['number', 'digest']).where('slug', '=', slug).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row ?? null;
}

export async function insertVersion(
  tx: Tx,
  version: { id: ItemVersionId; number: number; item: Item; digest: string; instance: string; region: string; terms: SearchTerms; now: Date },
): Promise<void> {
  const { item } = version;
  await tables(tx)
    .insertInto('implementation')
    .values({ slug: item.slug, instance: version.instance, code: item.elements.taskCode, office: item.officeId, region: version.region })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  await tables(tx)
    .insertInto('version')
    .values({ id: version.id, slug: item.slug, number: version.number, content: JSON.stringify(item), digest: version.digest, published_at: version.now })
    .execute();
  const { name, synonyms, around } = version.terms;
  await sql`insert into items.search_entry (slug, version, terms)
    values (${item.slug}, ${version.id}, setweight(array_to_tsvector(${name}::text[]), 'A') || setweight(array_to_tsvector(${synonyms}::text[]), 'B') || setweight(array_to_tsvector(${around}::text[]), 'C'))
    on conflict (slug) do update set version = excluded.version, terms = excluded.terms`.execute(rawOf(tx));
}

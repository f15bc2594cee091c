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

export async function findVersion(reader: Reader, version: ItemVersionId): Promise<PublishedItem | null> {
  const row = await tables(reader).selectFrom('version').select(['id', 'slug', 'number', 'content']).where('id', '=', version).executeTakeFirst();
  return row ? published(row) : null;
}

/** The newest published version of each item, or of one. */
export async function newestVersions(reader: Reader, slug: string | null): Promise<PublishedItem[]> {
  let query = tables(reader).selectFrom('version').distinctOn('slug').select(['id', 'slug', 'number', 'content']).orderBy('slug').orderBy('number', 'desc');
  if (slug !== null) query = query.where('slug', '=', slug);
  return (await query.execute()).map(published);
}

function published(row: { id: ItemVersionId; slug: string; number: number; content: Item | string }): PublishedItem {
  const item = row.content as Item;
  return { version: row.id, versionNumber: row.number, slug: row.slug, code: item.elements.taskCode, item };
}

/** Slugs that share a pair with the question, best first; the fine order is made by the pure rule. */
export async function findCandidates(reader: Reader, lexemes: readonly string[], limit: number): Promise<string[]> {
  if (lexemes.length === 0) return [];
  const question = lexemes.map((lexeme) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' | ');
  const rows = await sql<{ slug: string }>`select slug from items.search_entry
    where terms @@ ${question}::tsquery order by ts_rank(terms, ${question}::tsquery) desc, slug limit ${limit}`.execute(rawOf(reader));
  return rows.rows.map((row) => row.slug);
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

import type { Reader } from '../../../kernel/db.ts';
import { words } from '../../../kernel/text.ts';
import type { ItemSummary, Items, ItemVersionId, PublishedItem } from '../contract.ts';
import { inDemand, marksOf } from '../domain/item.ts';
import { type Candidate, questionLexemes, rank, termsOf } from '../domain/search.ts';
import { findCandidates, findNewest, listNewest, loadVersions } from '../sql/items.ts';

const candidatesLimit = 50;
const keptLimit = 2_000;

interface Kept {
  readonly published: PublishedItem;
  readonly candidate: Candidate;
}

/**
 * The read side. A published version never changes, so its content is read once and kept with its search terms; which
 * version is the newest is asked each time.
 */
export function catalogue(): Items {
  const versions = new Map<ItemVersionId, Kept>();

  async function keptOf(reader: Reader, ids: readonly ItemVersionId[]): Promise<Kept[]> {
    const missing = ids.filter((id) => !versions.has(id));
    if (missing.length > 0) for (const published of await loadVersions(reader, missing)) versions.set(published.version, { published, candidate: candidateOf(published) });
    const found = ids.map((id) => {
      const kept = versions.get(id);
      if (!kept) throw new Error(`no version ${id} of any item`);
      return kept;
    });
    for (const oldest of versions.keys()) if (versions.size > keptLimit) versions.delete(oldest);
    return found;
  }

  async function version(reader: Reader, id: ItemVersionId): Promise<PublishedItem> {
    const [kept] = await keptOf(reader, [id]);
    if (!kept) throw new Error(`no version ${id} of any item`);
    return kept.published;
  }

  return {
    version,
    findPublished: async (reader, slug) => {
      const newest = await findNewest(reader, slug);
      return newest === null ? null : version(reader, newest);
    },
    search: async (reader, question, limit) => {
      const kept = await keptOf(reader, await findCandidates(reader, questionLexemes(question), candidatesLimit));
      const bySlug = new Map(kept.map((one) => [one.published.slug, one.published]));
      return rank(question, kept.map((one) => one.candidate))
        .slice(0, limit)
        .flatMap((hit) => {
          const found = bySlug.get(hit.slug);
          return found ? [summaryOf(found, hit.matched)] : [];
        });
    },
    popular: async (reader) => {
      const newest = await listNewest(reader);
      const kept = await keptOf(reader, newest.map((entry) => entry.version));
      const submissions = new Map(newest.map((entry) => [entry.version, entry.popularity]));
      const ordered = inDemand(kept.map(({ published }) => ({ ...published, submissions: submissions.get(published.version) ?? 0 })));
      return ordered.map((published) => summaryOf(published, null));
    },
  };
}

function candidateOf({ slug, item }: PublishedItem): Candidate {
  return { slug, name: item.elements.taskName.zh, synonyms: item.synonyms, terms: termsOf(item) };
}

export function summaryOf({ slug, code, item }: PublishedItem, matched: string | null): ItemSummary {
  const { days, unit } = item.limits.promised;
  return {
    slug,
    code,
    name: item.elements.taskName,
    department: item.elements.deptName,
    category: item.elements.taskType,
    marks: marksOf(item),
    promised:
      days === 0
        ? words('当场办结', 'Decided at once')
        : unit === 'working-day'
          ? words(`${days} 个工作日`, `${days} working days`)
          : words(`${days} 天`, `${days} days`),
    matched,
  };
}

import type { Reader } from '../../../kernel/db.ts';
import { words } from '../../../kernel/text.ts';
import type { ItemSummary, Items, ItemVersionId, PublishedItem } from '../contract.ts';
import { marksOf } from '../domain/item.ts';
import { type Candidate, questionLexemes, rank, termsOf } from '../domain/search.ts';
import { findCandidates, findVersion, newestVersions } from '../sql/items.ts';

const candidatesLimit = 50;
const versionsLimit = 500;

/**
 * The read side. A published version never changes, so it is parsed once and kept; which version is the newest is
 * asked each time.
 */
export function catalogue(): Items {
  const versions = new Map<ItemVersionId, PublishedItem>();

  async function version(reader: Reader, id: ItemVersionId): Promise<PublishedItem> {
    const kept = versions.get(id);
    if (kept) return kept;
    const found = await findVersion(reader, id);
    if (!found) throw new Error(`no version ${id} of any item`);
    if (versions.size >= versionsLimit) versions.clear();
    versions.set(id, found);
    return found;
  }

  return {
    version,
    findPublished: async (reader, slug) => (await newestVersions(reader, slug))[0] ?? null,
    search: async (reader, question, limit) => {
      const slugs = new Set(await findCandidates(reader, questionLexemes(question), candidatesLimit));
      if (slugs.size === 0) return [];
      const items = (await newestVersions(reader, null)).filter((item) => slugs.has(item.slug));
      const hits = rank(question, items.map(candidateOf));
      return hits.slice(0, limit).flatMap((hit) => {
        const found = items.find((item) => item.slug === hit.slug);
        return found ? [summaryOf(found, hit.matched)] : [];
      });
    },
    popular: async (reader) => (await newestVersions(reader, null)).map((item) => summaryOf(item, null)),
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

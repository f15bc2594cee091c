import type { Id } from '../../kernel/brand.ts';
import type { Reader } from '../../kernel/db.ts';
import type { Text } from '../../kernel/text.ts';
import type { Item } from './domain/item.ts';

export type ItemVersionId = Id<'ItemVersion'>;
export type { Item } from './domain/item.ts';

/** One published version of an implementation: a case keeps the version it began with. */
export interface PublishedItem {
  readonly version: ItemVersionId;
  readonly versionNumber: number;
  /** stable name in addresses, for example `food-business-licence` */
  readonly slug: string;
  /** the implementation code, 31 characters */
  readonly code: string;
  readonly item: Item;
}

export interface ItemSummary {
  readonly slug: string;
  readonly code: string;
  readonly name: Text;
  readonly department: Text;
  readonly category: string;
  readonly marks: readonly ('at-once' | 'online' | 'zero-visit' | 'one-visit' | 'nearby')[];
  readonly promised: Text;
  /** which words of the question it answers, for the result list */
  readonly matched: string | null;
}

export interface Items {
  findPublished(reader: Reader, slug: string): Promise<PublishedItem | null>;
  /** @throws when the version does not exist: it is an id out of our own tables */
  version(reader: Reader, version: ItemVersionId): Promise<PublishedItem>;
  search(reader: Reader, question: string, limit: number): Promise<readonly ItemSummary[]>;
  popular(reader: Reader): Promise<readonly ItemSummary[]>;
}

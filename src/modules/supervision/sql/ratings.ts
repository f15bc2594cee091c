import type { OfficeId, PersonId } from '../../../kernel/asker.ts';
import { tablesOf, type Reader, type Tx } from '../../../kernel/db.ts';
import type { Satisfaction } from '../contract.ts';

interface SupervisionTables {
  rating: {
    id: string;
    instance: string;
    case_id: string;
    item: string;
    office: OfficeId;
    region: string;
    person: PersonId;
    satisfaction: Satisfaction;
    words: string | null;
    rated_at: Date;
  };
}

const tables = (reader: Reader) => tablesOf<SupervisionTables>(reader, 'supervision');

export interface StoredRating {
  readonly id: string;
  readonly case: string;
  readonly satisfaction: Satisfaction;
  readonly sealedWords: string | null;
  readonly ratedAt: Date;
}

export async function findRating(reader: Reader, caseId: string): Promise<StoredRating | null> {
  const row = await tables(reader).selectFrom('rating').select(['id', 'case_id', 'satisfaction', 'words', 'rated_at']).where('case_id', '=', caseId).executeTakeFirst();
  return row ? { id: row.id, case: row.case_id, satisfaction: row.satisfaction, sealedWords: row.words, ratedAt: row.rated_at } : null;
}

export async function insertRating(tx: Tx, rating: SupervisionTables['rating']): Promise<void> {
  await tables(tx).insertInto('rating').values(rating).execute();
}

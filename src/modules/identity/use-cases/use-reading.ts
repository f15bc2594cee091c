import type { StaffAsker } from '../../../kernel/asker.ts';
import type { Cells } from '../../../kernel/cells.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome } from '../../../kernel/outcome.ts';
import type { CardReading, ReadingId, ReadingRefusal } from '../contract.ts';
import { checkUse } from '../domain/reading.ts';
import { getPerson } from '../sql/people.ts';
import { lockReading, markReadingUsed } from '../sql/readers.ts';

/** Spends a reading: the row lock makes the second of two uses wait and find it used. */
export async function useReading(
  needs: { cells: Cells },
  deed: Deed<StaffAsker>,
  id: ReadingId,
  caseId: string,
): Promise<Outcome<CardReading, ReadingRefusal>> {
  const reading = await lockReading(deed.tx, id);
  const use = { case: caseId, clerk: deed.asker.account, window: deed.asker.window, now: deed.now };
  const allowed = checkUse(reading, use);
  if (!allowed.ok) return allowed;
  if (reading === null) throw new Error('a reading that is not there was allowed');
  await markReadingUsed(deed.tx, reading.id, deed.now);
  const person = await getPerson(deed.tx, needs.cells, reading.person);
  deed.readsPersonal({ subject: person.id, fields: ['name', 'citizen-number'], purpose: 'card-reading', case: caseId });
  // The only place where a reading gets its mark: everything above was checked under the lock.
  return done({
    id: reading.id,
    person: person.id,
    citizenNumber: person.citizenNumber,
    name: person.name,
    reader: reading.reader,
    window: reading.window,
    clerk: reading.clerk,
    case: reading.case,
    readAt: reading.readAt,
  } as CardReading);
}

import type { PersonId } from '../../../kernel/asker.ts';
import type { Reader } from '../../../kernel/db.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, type Outcome, refuse } from '../../../kernel/outcome.ts';
import type { CitizenNumber } from '../../../standards/citizen-number.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { EntityRecord, Found, LookUpRefusal, PersonRecord, Purpose } from '../contract.ts';
import { fieldsRefused } from '../domain/allow.ts';
import { findEntity, findPerson } from '../sql/registers.ts';

export interface LookUpNeeds {
  /** the register fields that a published item names */
  readonly listedFields: (reader: Reader, item: string) => Promise<ReadonlySet<string>>;
  /** whose reading it is, for the page "who looked at my data"; null for people without an account */
  readonly personByNumber: (reader: Reader, number: CitizenNumber) => Promise<PersonId | null>;
}

/** One person, the listed fields only, with a reading that the person can see. */
export async function lookUpPerson<F extends keyof PersonRecord>(
  needs: LookUpNeeds,
  deed: Deed,
  question: { number: CitizenNumber; fields: readonly F[]; purpose: Purpose },
): Promise<Outcome<Found<Pick<PersonRecord, F>>, LookUpRefusal>> {
  const barred = await barredBy(needs, deed, question.fields, question.purpose);
  if (barred) return refuse(barred);
  const found = await findPerson(deed.tx, question.number);
  if (!found) return refuse({ kind: 'not-in-register', register: 'population' });
  await noteReading(needs, deed, question.number, question.fields, question.purpose);
  return done({ record: pick(found.record, question.fields), source: found.source });
}

export async function lookUpEntity<F extends keyof EntityRecord>(
  needs: LookUpNeeds,
  deed: Deed,
  question: { creditCode: CreditCode; fields: readonly F[]; purpose: Purpose },
): Promise<Outcome<Found<Pick<EntityRecord, F>>, LookUpRefusal>> {
  const barred = await barredBy(needs, deed, question.fields, question.purpose);
  if (barred) return refuse(barred);
  const found = await findEntity(deed.tx, question.creditCode);
  if (!found) return refuse({ kind: 'not-in-register', register: 'legal-entity' });
  const representative = found.record.legalRepresentativeNumber;
  const personal = question.fields.some((field) => field === 'legalRepresentative' || field === 'legalRepresentativeNumber');
  if (representative !== null && personal) await noteReading(needs, deed, representative, question.fields, question.purpose);
  return done({ record: pick(found.record, question.fields), source: found.source });
}

async function barredBy(needs: LookUpNeeds, deed: Deed, fields: readonly string[], purpose: Purpose): Promise<LookUpRefusal | null> {
  if (purpose.case === '' || purpose.item === '') return { kind: 'purpose-missing' };
  const refused = fieldsRefused(fields, await needs.listedFields(deed.tx, purpose.item), purpose.code);
  return refused.length === 0 ? null : { kind: 'field-not-allowed', fields: refused };
}

async function noteReading(needs: LookUpNeeds, deed: Deed, number: CitizenNumber, fields: readonly string[], purpose: Purpose): Promise<void> {
  const subject = await needs.personByNumber(deed.tx, number);
  if (subject !== null) deed.readsPersonal({ subject, fields, purpose: `register:${purpose.code}`, case: purpose.case });
}

function pick<Record_, F extends keyof Record_>(record: Record_, fields: readonly F[]): Pick<Record_, F> {
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Pick<Record_, F>;
}

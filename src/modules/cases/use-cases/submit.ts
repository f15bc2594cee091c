import { createHash } from 'node:crypto';
import type { PersonId } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { done, refuse, type Outcome } from '../../../kernel/outcome.ts';
import { sayPlain, words } from '../../../kernel/text.ts';
import { maskName } from '../../../standards/mask.ts';
import type { PublishedItem } from '../../items/contract.ts';
import type { CaseRecord, Supplied } from '../domain/case.ts';
import { checkAnswers } from '../domain/form.ts';
import { tellUntil } from '../domain/limits.ts';
import { missingOf, standingsOf, type MaterialStanding } from '../domain/materials.ts';
import { submittedNotice } from '../domain/notices.ts';
import { numberOf } from '../domain/numbers.ts';
import { answersText, payloadOf, type Receipt, type SignedReceipt } from '../domain/receipt.ts';
import type { AnswersRefusal, BeginRefusal, ChangedRefusal, CompleteRefusal, StaleFormRefusal } from '../domain/refusals.ts';
import type { ActRefusal } from '../domain/state.ts';
import type { CasesNeeds } from '../needs.ts';
import { nextSerial, readAttached, writeChange } from '../sql/case.ts';
import { collectMaterials, type Collected } from './collect.ts';
import { refusalOf } from './open-case.ts';
import { fieldErrors } from './save-screen.ts';
import { tellApplicant } from './tell-applicant.ts';

export interface Submitted {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly receipt: SignedReceipt;
  /** what is still missing; only a window takes an application that is not complete */
  readonly missing: readonly string[];
}

export type SubmitRefusal = ActRefusal | ChangedRefusal | StaleFormRefusal | Extract<BeginRefusal, { kind: 'item-not-published' | 'organisation-to-choose' }> | AnswersRefusal | CompleteRefusal;

/**
 * The application is handed in: everything is checked once more, what the government holds is collected, and the proof of
 * filing is signed before anything else happens to the case.
 */
export async function submitCase(needs: CasesNeeds, deed: Deed, record: CaseRecord, input: { version: number }): Promise<Outcome<Submitted, SubmitRefusal>> {
  const refusal = refusalOf(deed, 'submit', record, input.version, null);
  if (refusal) return refuse(refusal);
  const published = await needs.items.findPublished(deed.tx, record.itemSlug);
  if (!published) return refuse({ kind: 'item-not-published' });
  if (published.version !== record.itemVersion) {
    const had = await needs.items.version(deed.tx, record.itemVersion);
    return refuse({ kind: 'form-out-of-date', had: had.versionNumber, now: published.versionNumber });
  }
  if (record.organisation === null && !published.item.applicantKinds.includes('person')) return refuse({ kind: 'organisation-to-choose' });
  const faults = checkAnswers(published.item.form, record.form.answers);
  if (faults.length > 0) return refuse({ kind: 'answers-wrong', errors: fieldErrors(deed, faults) });
  const { supplied } = await readAttached(needs.cells, deed.tx, record.id);
  const collected = record.channel === 'online' ? await collectOwn(needs, deed, record, published, supplied) : null;
  const standings = standingsOf(published.item.elements.materials, [...supplied, ...(collected?.supplied ?? [])], record.form.answers);
  const missing = missingOf(standings);
  if (missing.length > 0 && record.channel === 'online') return refuse({ kind: 'materials-missing', errors: missingErrors(deed, missing, collected) });
  return receive(needs, deed, record, published, standings, collected);
}

async function collectOwn(needs: CasesNeeds, deed: Deed, record: CaseRecord, published: PublishedItem, supplied: readonly Supplied[]): Promise<Collected> {
  const person = await needs.identity.person(deed.tx, record.applicant as PersonId);
  const organisation = record.organisation === null ? null : await needs.identity.organisation(deed.tx, record.organisation);
  return collectMaterials(needs, deed, { caseId: record.id, published, person, organisation, ground: { kind: 'session', person: person.id }, supplied });
}

export function missingErrors(deed: Deed, missing: readonly MaterialStanding[], collected: Collected | null): { field: string; message: string }[] {
  return missing.map(({ material }) => {
    const why = collected?.outcomes.find((one) => one.material === material.id)?.why ?? words('还没有提交', 'is not there yet');
    return { field: `materials/${material.id}`, message: `${sayPlain(material.materialName, deed.locale)}: ${sayPlain(why, deed.locale)}` };
  });
}

async function receive(
  needs: CasesNeeds,
  deed: Deed,
  record: CaseRecord,
  published: PublishedItem,
  standings: readonly MaterialStanding[],
  collected: Collected | null,
): Promise<Outcome<Submitted, never>> {
  const office = await needs.identity.office(deed.tx, record.office);
  const number = numberOf(office, deed.today, await nextSerial(deed.tx));
  const until = tellUntil(needs.calendar(), deed.today);
  const receipt: Receipt = {
    format: 'onevisit-receipt-1',
    instance: needs.instance,
    number,
    item: { slug: published.slug, code: published.code, version: published.versionNumber, name: published.item.elements.taskName },
    office: { name: office.name, phone: office.phone },
    applicant: maskName(record.applicantName ?? ''),
    channel: record.channel,
    submittedAt: deed.now.toISOString(),
    submittedOn: deed.today,
    answerBy: until.on,
    materials: standings.map(({ material, by }) => ({ id: material.id, name: material.materialName, by })),
    answersDigest: createHash('sha256').update(answersText(record.form.answers)).digest('hex'),
  };
  const signed = await sign(needs, receipt);
  const version = await writeChange(deed, record.id, record.version, {
    to: 'submitted',
    set: { number, submitted_at: deed.now, submitted_on: deed.today, tell_until: until.on, needs_calendar_of: until.provisional },
    history: [
      {
        kind: 'submitted',
        by: record.channel === 'online' ? 'applicant' : 'staff',
        from: 'draft',
        to: 'submitted',
        says: record.channel === 'online' ? words('网上提交申请，出具收件回执', 'Sent online; receipt issued') : words('窗口收件，出具收件回执', 'Received at the window; receipt issued'),
      },
    ],
    materials: collected?.rows ?? [],
    receipt: signed,
  });
  await tellApplicant(needs, deed, record, submittedNotice(record.itemName, number, until.on));
  deed.audit({ object: { kind: 'case', id: record.id }, case: record.id, item: record.itemSlug, detail: { number, channel: record.channel } });
  deed.emit('case.submitted', { case: record.id, item: record.itemSlug, office: record.office });
  return done({ id: record.id, version, number, receipt: signed, missing: missingOf(standings).map(({ material }) => material.id) });
}

async function sign(needs: Pick<CasesNeeds, 'keys'>, receipt: Receipt): Promise<SignedReceipt> {
  const payload = payloadOf(receipt);
  const { kid, algorithm, signature } = await needs.keys.sign('receipt', Buffer.from(payload, 'ascii'));
  return { payload, keyId: kid, algorithm, signature: signature.toString('base64url') };
}

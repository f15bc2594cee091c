import type { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import type { Deed } from '../../../kernel/deed.ts';
import type { Text } from '../../../kernel/text.ts';
import { printCaseNumber, type CaseNumber } from '../../../standards/case-number.ts';
import type { PublishedItem } from '../../items/contract.ts';
import { standingOfActs, stateWords } from '../domain/act-words.ts';
import { situationOf, type CaseRecord } from '../domain/case.ts';
import { resultCodes, statusCodes } from '../domain/codes.ts';
import { screensShown } from '../domain/form.ts';
import { lightOf, procedureUntil, readLimits, type Readings } from '../domain/limits.ts';
import { countMaterials, standingsOf, type MaterialStanding } from '../domain/materials.ts';
import { queueOf } from '../domain/queues.ts';
import { doerOf } from '../domain/state.ts';
import { timelineOf } from '../domain/timeline.ts';
import { unanswered } from '../domain/told-once.ts';
import type { CasesNeeds } from '../needs.ts';
import { readAttached, type Attached } from '../sql/case.ts';
import { openFacts } from '../sql/cells.ts';
import { historyOf } from '../sql/lists.ts';
import type { caseView } from '../views.ts';
import { acceptsOf } from './upload-material.ts';
import { answersOfScreen } from './show-screen.ts';
import { labelOf } from './tell-correction.ts';

type View = z.input<typeof caseView>;

/**
 * Everything about one case for those it concerns. The applicant sees their own; staff who handle it leave a reading that
 * the applicant can see; an auditor sees the course of the case and not what was written on the form.
 */
export async function showCase(needs: CasesNeeds, deed: Deed, record: CaseRecord): Promise<View> {
  // Asked for at once: one journey to the database instead of six.
  const [published, attached, office, organisation, licences, history] = await Promise.all([
    needs.items.version(deed.tx, record.itemVersion),
    readAttached(needs.cells, deed.tx, record.id),
    needs.identity.office(deed.tx, record.office),
    record.organisation === null ? null : needs.identity.organisation(deed.tx, record.organisation),
    record.state === 'granted' ? needs.licences.ofCase(deed.tx, record.id, deed.today) : [],
    historyOf(deed.tx, record.id),
  ]);
  noteReading(deed, record);
  const open = deed.asker.role !== 'auditor';
  const standings = standingsOf(published.item.elements.materials, attached.supplied, record.form.answers);
  const readings = readLimits(needs.calendar(), record.limits, { acceptedOn: record.acceptedOn, procedures: attached.procedures, endedOn: endedOn(record, history) }, deed.today);
  return {
    ...gistOf(record, published, deed.today),
    office: { name: office.name, phone: office.phone },
    organisation: organisation === null ? null : { name: organisation.name, creditCode: organisation.creditCode },
    figures: figuresOf(record, standings, attached, readings),
    timeline: [...timelineOf({ record: { ...record, withdrawnOn: withdrawnOn(record, history), notAcceptedReason: record.state === 'not-accepted' ? record.reason : null }, correction: attached.correction, procedures: attached.procedures, readings })],
    ...screensOf(record, published, open),
    materials: standings.map((standing) => materialOf(standing, deed.asker.role)),
    correction: correctionOf(record, published, attached, standings),
    procedures: attached.procedures.map(({ orderedBy: _, ...procedure }) => ({ ...procedure })),
    procedureChoices: published.item.specialProcedures.map(({ id, name, maximum }) => ({ id, name, until: procedureUntil(needs.calendar(), maximum, deed.today) })),
    failedConditions: open ? [...(openFacts(needs.cells, record.id, record.sealedFacts)?.failed ?? [])].map(({ explanation }) => explanation) : [],
    licences: licences.map(({ id, typeName, number, identifier, standing }) => ({ id, typeName, number, identifier, standing })),
    history: history.map(({ at, kind, by, says }) => ({ at: at.toISOString(), kind, by, says })),
    acts: standingOfActs(situationOf(record, attached.correction), doerOf(deed.asker)),
  };
}

function noteReading(deed: Deed, record: CaseRecord): void {
  if (deed.asker.role === 'citizen' || record.applicant === null) return;
  const fields = deed.asker.role === 'auditor' ? ['case'] : ['name', 'form', 'materials'];
  deed.readsPersonal({ subject: record.applicant, fields, purpose: 'case:review', case: record.id });
}

function gistOf(record: CaseRecord, published: PublishedItem, today: Day) {
  const { decision } = record;
  const byRule = decision?.by.kind === 'rule' ? decision.by : null;
  return {
    id: record.id,
    version: record.version,
    number: record.number,
    printedNumber: record.number === null ? null : printCaseNumber(record.number as CaseNumber),
    item: { slug: published.slug, name: record.itemName, version: published.versionNumber, code: published.code },
    state: record.state,
    stateName: stateWords[record.state],
    statusCode: statusCodes[record.state],
    resultCode: resultCodes[record.state],
    channel: record.channel,
    light: lightOf(record.due, record.state, today),
    queue: queueOf(record.state),
    window: record.window,
    applicant: record.applicantName,
    createdAt: record.createdAt.toISOString(),
    submittedOn: record.submittedOn,
    acceptedOn: record.acceptedOn,
    decision: decision && { on: decision.on, by: decision.by.kind, rule: byRule?.rule ?? null, ruleVersion: byRule?.version ?? null, reason: decision.reason },
    reason: record.reason,
  };
}

function figuresOf(record: CaseRecord, standings: readonly MaterialStanding[], { visits }: Attached, readings: Readings | null): View['figures'] {
  return {
    ...countMaterials(standings),
    visits,
    promisedDays: readings?.promised.limitDays ?? record.limits.promised.days,
    unit: record.limits.promised.unit,
    usedDays: readings?.promised.usedDays ?? null,
    promisedDueOn: readings?.promised.due ?? null,
    legalDueOn: readings?.legal?.due ?? null,
    provisionalYear: readings?.promised.provisional?.year ?? readings?.legal?.provisional?.year ?? null,
  };
}

type Told = readonly { readonly kind: string; readonly on: Day }[];

function withdrawnOn(record: CaseRecord, history: Told): Day | null {
  if (record.state !== 'withdrawn' && record.state !== 'not-accepted') return null;
  return history.findLast(({ kind }) => kind === record.state)?.on ?? null;
}

/** The day on which the clock ended, by decision or by withdrawal. */
function endedOn(record: CaseRecord, history: Told): Day | null {
  return record.decision?.on ?? withdrawnOn(record, history);
}

function screensOf(record: CaseRecord, { item }: PublishedItem, open: boolean): Pick<View, 'screens' | 'nextScreen'> {
  const { answers } = record.form;
  const shown = screensShown(item.form, answers);
  return {
    screens: shown.map((screen) => ({ id: screen.id, title: screen.title, saved: record.screensSaved.includes(screen.id), answers: open ? answersOfScreen(item.form, screen.fields, record.form) : [] })),
    nextScreen: shown.find(({ id }) => !record.screensSaved.includes(id))?.id ?? null,
  };
}

function materialOf({ material, by, declared, missing, supplied }: MaterialStanding, role: Deed['asker']['role']): View['materials'][number] {
  const accepts = acceptsOf(material);
  return {
    id: material.id,
    name: material.materialName,
    standard: material.acceptStandard,
    by,
    declared,
    missing,
    accepts: accepts === null ? null : [...accepts],
    remark: material.remark,
    supplied: supplied.map((one) => ({
      row: one.id,
      how: one.how,
      at: one.suppliedAt.toISOString(),
      file: one.file === null || role === 'auditor' ? null : { name: one.file.name, mediaType: one.file.mediaType, size: one.file.size, pages: one.file.pages },
      // The values of a register stay with those who decide by them; the applicant sees where they came from.
      evidence: one.evidence === null ? null : { ...one.evidence, path: role === 'auditor' ? [] : [...one.evidence.path], values: role === 'clerk' || role === 'approver' ? { ...one.evidence.values } : {} },
    })),
  };
}

function correctionOf(record: CaseRecord, published: PublishedItem, { correction, supplied }: Attached, standings: readonly MaterialStanding[]): View['correction'] {
  if (correction === null) return null;
  const declared = new Set(standings.flatMap((standing) => (standing.declared ? [standing.material.id] : [])));
  const open = record.state === 'correction' ? unanswered(correction, supplied, record.form.corrected, declared) : [];
  const points = correction.points.map((point) => ({ ...point, label: labelOf(published, point) as Text, open: open.includes(point) }));
  return { toldOn: correction.toldOn, answeredOn: correction.answeredOn, points };
}

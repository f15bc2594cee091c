import type { z } from 'zod';
import type { PersonId, StaffAsker } from '../../../kernel/asker.ts';
import type { Deed } from '../../../kernel/deed.ts';
import { stateWords } from '../domain/act-words.ts';
import { lightOf } from '../domain/limits.ts';
import { staffQueues, type StaffQueue } from '../domain/queues.ts';
import type { CasesNeeds } from '../needs.ts';
import { casesOf, workOf, type LightFilter, type ListedCase } from '../sql/lists.ts';
import type { casesView, workView } from '../views.ts';
import type { CitizenAsker } from './begin.ts';

const pageSize = 30;

/** A person's own cases, newest first. */
export async function listOwnCases(needs: Pick<CasesNeeds, 'cells'>, deed: Deed<CitizenAsker>, after: string | null): Promise<z.input<typeof casesView>> {
  const found = await casesOf(needs.cells, deed.tx, deed.asker.person, after, pageSize + 1);
  const shown = found.slice(0, pageSize);
  return { cases: shown.map((one) => gist(one, deed)), next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
}

export interface WorkFilter {
  readonly queue: StaffQueue;
  readonly light: LightFilter | null;
  readonly mine: boolean;
  /** `<due day>.<id>` of the last row that was shown */
  readonly after: { readonly due: string; readonly id: string } | null;
}

/** The work list of a post: one call, in the order in which things fall due, no totals. */
export async function listWork(needs: Pick<CasesNeeds, 'cells'>, deed: Deed<StaffAsker>, filter: WorkFilter): Promise<z.input<typeof workView>> {
  const { asker } = deed;
  const found = await workOf(needs.cells, deed.tx, {
    office: asker.office,
    reach: asker.role === 'clerk' ? 'acceptance' : 'decision',
    state: staffQueues[filter.queue],
    items: asker.items,
    assignee: filter.mine ? asker.person : null,
    light: filter.light,
    today: deed.today,
    after: filter.after,
    limit: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    queue: filter.queue,
    cases: shown.map((one) => ({ ...gist(one, deed), applicant: one.applicantName, mine: (one.assignee as PersonId | null) === asker.person })),
    next: found.length > pageSize && last ? `${dueOf(last) ?? '2200-12-31'}.${last.id}` : null,
  };
}

function dueOf({ due, tellUntil }: ListedCase) {
  return due.promised_due_on ?? tellUntil;
}

function gist(one: ListedCase, deed: Deed) {
  return {
    id: one.id,
    number: one.number,
    itemName: one.itemName,
    itemSlug: one.itemSlug,
    state: one.state,
    stateName: stateWords[one.state],
    channel: one.channel,
    light: lightOf(one.due, one.state, deed.today),
    createdAt: one.createdAt.toISOString(),
    submittedOn: one.submittedOn,
    dueOn: dueOf(one),
  };
}

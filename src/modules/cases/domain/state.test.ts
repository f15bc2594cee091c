import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../kernel/asker.ts';
import type { CaseState } from '../contract.ts';
import { acts, actsOf, doerOf, endStates, isOpen, leadsTo, whyNot, type Act, type Doer, type Part, type Situation } from './state.ts';
import { queueOf, staffQueues } from './queues.ts';
import { resultCodes, statusCodes } from './codes.ts';

const li = 'li' as PersonId;
const clerk = 'clerk' as PersonId;
const approver = 'approver' as PersonId;
const states = Object.keys(statusCodes) as CaseState[];

const asApplicant: Doer = { part: 'applicant', person: li };
const asClerk: Doer = { part: 'clerk', person: clerk };
const asApprover: Doer = { part: 'approver', person: approver };

function situation(given: Partial<Situation> = {}): Situation {
  return { state: 'draft', channel: 'online', correctionTold: false, applicant: li, acceptedBy: null, ...given };
}

describe('what may be done to a case', () => {
  it.each<[string, Act, Partial<Situation>, Doer, string | null]>([
    ['the applicant submits a draft made online', 'submit', {}, asApplicant, null],
    ['the clerk leaves an online draft alone', 'submit', {}, asClerk, 'draft-of-the-other-channel'],
    ['the applicant leaves a window draft alone', 'save-screen', { channel: 'window' }, asApplicant, 'draft-of-the-other-channel'],
    ['a window draft is received once its applicant is known', 'submit', { channel: 'window' }, asClerk, null],
    ['a window draft without applicant is not received', 'submit', { channel: 'window', applicant: null }, asClerk, 'applicant-unknown'],
    ['a card may be read while the applicant is unknown', 'identify', { channel: 'window', applicant: null }, asClerk, null],
    ['the clerk accepts what was submitted', 'accept', { state: 'submitted' }, asClerk, null],
    ['the approver does not accept', 'accept', { state: 'submitted' }, asApprover, 'act-not-now'],
    ['what is missing is told before acceptance', 'tell-correction', { state: 'submitted' }, asClerk, null],
    ['it is told once', 'tell-correction', { state: 'submitted', correctionTold: true }, asClerk, 'correction-already-told'],
    ['it is not told again while it is being answered', 'tell-correction', { state: 'correction', correctionTold: true }, asClerk, 'correction-already-told'],
    ['after acceptance nothing more may be asked', 'tell-correction', { state: 'accepted', acceptedBy: clerk }, asClerk, 'correction-after-acceptance'],
    ['nor handed in', 'supplement', { state: 'suspended', acceptedBy: clerk }, asApplicant, 'correction-after-acceptance'],
    ['the approver decides what another accepted', 'grant', { state: 'accepted', acceptedBy: clerk }, asApprover, null],
    ['who accepted does not decide, with whatever post', 'grant', { state: 'accepted', acceptedBy: approver }, asApprover, 'acceptor-cannot-decide'],
    ['nor orders an inspection', 'order-inspection', { state: 'accepted', acceptedBy: approver }, asApprover, 'acceptor-cannot-decide'],
    ['no decision while the clock stands', 'grant', { state: 'suspended', acceptedBy: clerk }, asApprover, 'act-not-now'],
    ['a clerk does not accept a case of their own', 'accept', { state: 'submitted', applicant: clerk }, asClerk, 'own-case'],
    ['an approver does not decide a case of their own', 'refuse', { state: 'accepted', applicant: approver, acceptedBy: clerk }, asApprover, 'own-case'],
    ['the applicant withdraws before the decision', 'withdraw', { state: 'suspended', acceptedBy: clerk }, asApplicant, null],
    ['and not after it', 'withdraw', { state: 'granted', acceptedBy: clerk }, asApplicant, 'act-not-now'],
  ])('%s', (_, act, given, doer, refusal) => {
    expect(whyNot(act, situation(given), doer)?.kind ?? null).toBe(refusal);
  });

  it('nothing may be done to a case that has ended', () => {
    for (const state of endStates) {
      for (const act of acts) {
        for (const doer of [asApplicant, asClerk, asApprover]) expect(whyNot(act, situation({ state, acceptedBy: clerk }), doer)).not.toBeNull();
      }
    }
  });

  it('shows each part only its own acts', () => {
    expect(actsOf('approver')).toEqual(['order-inspection', 'record-inspection', 'grant', 'refuse']);
    expect(actsOf('applicant')).not.toContain('accept');
    expect(doerOf({ role: 'public' })).toBeNull();
  });

  it('every open case stands in exactly one queue, every ended one in none', () => {
    for (const state of states) expect(queueOf(state) !== null, state).toBe(isOpen(state));
    const open = states.filter(isOpen);
    expect(new Set(open.map(queueOf)).size).toBe(open.length);
    expect([...Object.values(staffQueues)].sort()).toEqual([...open].sort());
  });

  it('only an ended case has a result code', () => {
    for (const state of states) expect(resultCodes[state] !== null, state).toBe(!isOpen(state));
  });
});

/** The law in a few lines, written apart from the table: what the machine must never allow. */
interface Model {
  state: CaseState;
  told: number;
  acceptedBy: PersonId | null;
  decidedBy: PersonId | null;
  history: CaseState[];
}

const people = [li, clerk, approver, 'two-posts' as PersonId];
const attempt = fc.record({
  act: fc.constantFrom(...acts),
  part: fc.constantFrom<Part>('applicant', 'clerk', 'approver'),
  person: fc.constantFrom(...people),
  way: fc.nat({ max: 1 }),
});

function run(attempts: readonly { act: Act; part: Part; person: PersonId; way: number }[], channel: 'online' | 'window'): Model {
  const model: Model = { state: 'draft', told: 0, acceptedBy: null, decidedBy: null, history: ['draft'] };
  for (const { act, part, person, way } of attempts) {
    // The edge lets only the applicant in as applicant.
    if (part === 'applicant' && person !== li) continue;
    const now: Situation = { state: model.state, channel, correctionTold: model.told > 0, applicant: li, acceptedBy: model.acceptedBy };
    if (whyNot(act, now, { part, person }) !== null) continue;
    if (act === 'tell-correction') model.told += 1;
    if (act === 'accept') model.acceptedBy = person;
    if (act === 'grant' || act === 'refuse') model.decidedBy = person;
    const ways: readonly CaseState[] = leadsTo[act as keyof typeof leadsTo] ?? [model.state];
    model.state = ways[way % ways.length] as CaseState;
    model.history.push(model.state);
  }
  return model;
}

describe('any run of attempts', () => {
  it('keeps the order of the law', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), fc.constantFrom('online' as const, 'window' as const), (attempts, channel) => {
        const { history, told, acceptedBy, decidedBy, state } = run(attempts, channel);
        expect(told).toBeLessThanOrEqual(1);
        if (decidedBy !== null) expect(decidedBy).not.toBe(acceptedBy);
        expect(acceptedBy).not.toBe(li);
        expect(decidedBy).not.toBe(li);
        const accepted = history.findIndex((one) => one === 'accepted' || one === 'granted');
        const submitted = history.indexOf('submitted');
        if (accepted >= 0) {
          expect(submitted).toBeGreaterThanOrEqual(0);
          expect(submitted).toBeLessThan(accepted);
          expect(history.slice(accepted)).not.toContain('correction');
          expect(history.slice(accepted)).not.toContain('submitted');
        }
        const ended = history.findIndex((one) => endStates.has(one));
        if (ended >= 0) expect(history.length - 1).toBe(ended);
        if (state === 'refused') expect(history).toContain('accepted');
      }),
      { numRuns: 500 },
    );
  });

  it('reaches every state from a draft, so that no row of the table is dead', () => {
    const reached = new Set<CaseState>();
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 30, maxLength: 120 }), (attempts) => {
        for (const state of run(attempts, 'online').history) reached.add(state);
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect([...reached].sort()).toEqual([...states].sort());
  });
});

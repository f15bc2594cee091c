import type { Chance } from '../chance.ts';
import { type Act, accept, applicationOf, apply, shopName } from '../house/deeds.ts';
import type { Member } from '../house/members.ts';
import { Refused } from './client.ts';

export interface Crew {
  readonly citizens: readonly Member[];
  readonly clerks: readonly Member[];
  readonly approvers: readonly Member[];
}

export interface Load {
  /** lets the clients go on from where they stopped */
  go(): void;
  /** each client ends the request it is at, asks again until it knows what became of it, and stops there */
  pause(): Promise<void>;
  /** the clients end their deeds and go home */
  end(): Promise<void>;
  readonly deeds: Record<string, number>;
  readonly refused: string[];
}

/** Shares of the mixed load of security design, section 3; what goes over the exchange has its turn when there is an exchange. */
const shares = [
  ['granted by rule', 0.5],
  ['granted by person', 0.2],
  ['corrected once', 0.15],
  ['refused', 0.08],
  ['withdrawn', 0.07],
] as const;

/** Many people at once doing whole small deeds, one after the other, until told to stop. */
export function startLoad(act: Act, crew: Crew, run: number, clients: number, chance: Chance): Load {
  const deeds: Record<string, number> = {};
  const refused: string[] = [];
  let [ending, number] = [false, 0];
  let gate = closedGate();
  let waiting = 0;
  let stopped: (() => void) | null = null;

  /** Between two requests of a deed everybody stops where the gate is closed. */
  const gated: Act = async (name, asked) => {
    if (gate.closed && !ending) {
      waiting += 1;
      if (waiting === clients) stopped?.();
      await gate.open;
      waiting -= 1;
    }
    return act(name, asked);
  };
  const client = async (own: Chance) => {
    while (!ending) {
      const kind = deedFor(own);
      number += 1;
      try {
        await deed(gated, crew, kind, shopName(run, number), own);
        deeds[kind] = (deeds[kind] ?? 0) + 1;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push(error.message);
      }
    }
  };
  const running = Promise.all(Array.from({ length: clients }, () => client(chance.branch())));
  running.catch(() => stopped?.());
  return {
    deeds,
    refused,
    go: () => {
      const { release } = gate;
      gate = { ...gate, closed: false };
      release();
    },
    pause: async () => {
      gate = closedGate();
      const all = new Promise<void>((resolve) => {
        stopped = resolve;
      });
      await Promise.race([all, running]);
    },
    end: async () => {
      ending = true;
      gate.release();
      await running;
    },
  };
}

interface Gate {
  readonly closed: boolean;
  readonly open: Promise<void>;
  readonly release: () => void;
}

function closedGate(): Gate {
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { closed: true, open, release };
}

type Kind = (typeof shares)[number][0];

function deedFor(chance: Chance): Kind {
  let left = chance.below(1_000) / 1_000;
  for (const [kind, share] of shares) {
    if (left < share) return kind;
    left -= share;
  }
  return shares[0][0];
}

async function deed(act: Act, crew: Crew, kind: Kind, name: string, chance: Chance): Promise<void> {
  const [citizen, clerk, approver] = [chance.pick(crew.citizens), chance.pick(crew.clerks), chance.pick(crew.approvers)];
  let at = await apply(act, citizen, { name, byPerson: kind !== 'granted by rule' && kind !== 'corrected once' });
  const of = () => ({ params: { case: at.case } });
  if (kind === 'withdrawn') {
    await act('cases.withdraw', { as: citizen, ...of(), body: { version: at.version } });
    return;
  }
  if (kind === 'corrected once') {
    at = applicationOf(await act('cases.tell-correction', { as: clerk, ...of(), body: { version: at.version, points: [{ about: 'answer', key: 'funds', why: '请核对资金数额' }] } }));
    at = applicationOf(await act('cases.save-screen', { as: citizen, params: { case: at.case, screen: 'business' }, body: { version: at.version, answers: { businessScope: ['catering'], employees: 2, funds: 8 } } }));
    at = applicationOf(await act('cases.supplement', { as: citizen, ...of(), body: { version: at.version } }));
  }
  at = await accept(act, clerk, at);
  if (kind === 'granted by person') await act('cases.grant', { as: approver, ...of(), body: { version: at.version } });
  if (kind === 'refused') await act('cases.refuse', { as: approver, ...of(), body: { version: at.version, reason: '经营场所不符合要求' } });
}

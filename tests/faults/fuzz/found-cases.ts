import found from '../seeds.json' with { type: 'json' };
import { readJson } from '../house/doors.ts';
import type { Furnished } from '../house/furnish.ts';
import type { WholeHouse } from '../house/whole-house.ts';
import type { Failures } from '../report.ts';
import { wrongWith } from './check-answer.ts';

/** One request that once was answered wrongly. `{case}` in the address stands for a case that the role may open. */
export interface FoundCase {
  readonly test: 'T08';
  readonly found: string;
  readonly as: 'public' | 'citizen' | 'clerk' | 'approver' | 'auditor' | 'admin';
  readonly route: string;
  readonly door: 'api' | 'page' | 'form';
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly type?: string;
  readonly body?: string;
}

export async function repeatFoundCases(whole: WholeHouse, crew: Furnished, failures: Failures): Promise<void> {
  const [neighbour] = crew.neighbours;
  for (const one of (found.cases as readonly FoundCase[]).filter((each) => each.test === 'T08')) {
    const route = whole.house.routes.find((each) => each.name === one.route);
    const member = one.as === 'citizen' ? neighbour : crew.members.find((each) => each.role === one.as);
    if (!route) {
      failures.add('a found case names a route that is gone', one);
      continue;
    }
    const answer = await whole.app.inject({
      method: one.method,
      url: one.url.replace('{case}', crew.cases.get(neighbour)?.submitted ?? '').replace('{licence}', crew.licences.get(neighbour) ?? ''),
      headers: {
        accept: one.door === 'api' ? 'application/json' : 'text/html',
        ...(member ? { cookie: `onevisit=${member.token}`, 'x-csrf-token': member.csrf } : {}),
        ...(one.method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
        ...(one.type === undefined ? {} : { 'content-type': one.type }),
      },
      ...(one.body === undefined ? {} : { payload: one.body.replace('{csrf}', member?.csrf ?? '').replace('{key}', crypto.randomUUID()) }),
    });
    const wrong = wrongWith(route, one.door, { status: answer.statusCode, headers: answer.headers, text: answer.body });
    if (wrong !== null) failures.add(`found before and back again: ${wrong}`, { ...one, status: answer.statusCode, answer: readJson(answer.body) ?? answer.body.slice(0, 300) });
  }
}

import { describe, expect, it } from 'vitest';
import { addressOf, isPassing, kindOf, newKey, openApi, reading, Refused, writing } from './api.ts';

interface Seen {
  readonly address: string;
  readonly request: RequestInit;
}

function server(answer: () => Response | Promise<Response>) {
  const seen: Seen[] = [];
  let signedOut = 0;
  const api = openApi({
    fetch: (async (address: string, request: RequestInit) => {
      seen.push({ address, request });
      return answer();
    }) as typeof fetch,
    locale: 'zh',
    csrf: () => 'the-token',
    signedOut: () => {
      signedOut += 1;
    },
  });
  return { api, seen, signedOut: () => signedOut };
}

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': status === 200 ? 'application/json' : 'application/problem+json', ...headers } });

describe('the client of the desk', () => {
  it('leaves empty filters out of the address', () => {
    expect(addressOf(reading('/api/cases/work', { queue: 'decision', light: '', after: undefined }))).toBe('/api/cases/work?queue=decision');
  });

  it('sends a deed with its key and the token of the page', async () => {
    const { api, seen } = server(() => json({ state: 'accepted' }));
    const key = newKey();
    expect(await api.write(writing<{ state: string }, { version: number }>('/api/cases/1/acceptance'), { key, body: { version: 3 } })).toEqual({ state: 'accepted' });
    expect(seen[0]?.request.headers).toMatchObject({ 'idempotency-key': key, 'x-csrf-token': 'the-token', 'content-type': 'application/json' });
    expect(seen[0]?.request.body).toBe('{"version":3}');
  });

  it('sends a file after the fields that belong to it and lets the browser name the boundary', async () => {
    const { api, seen } = server(() => json({}));
    await api.write(writing<object, { version: number }>('/api/cases/1/materials/plan', 'POST', 'scan'), { key: newKey(), body: { version: 3 }, file: new File(['%PDF-'], '平面图.pdf') });
    const form = seen[0]?.request.body as FormData;
    expect([...form.keys()]).toEqual(['version', 'scan']);
    expect(seen[0]?.request.headers).not.toHaveProperty('content-type');
  });

  it.each([
    ['refused by a rule', 409, {}, false],
    ['too many requests', 429, { 'retry-after': '7' }, true],
    ['database away', 503, { 'retry-after': '5' }, true],
    ['a fault', 500, {}, false],
  ])('hands on the problem: %s', async (_name, status, headers, passing) => {
    const { api, signedOut } = server(() => json({ type: 'urn:onevisit:problem:some-kind', title: '不行', status, field: 'reason' }, status, headers as Record<string, string>));
    const refused = await api.read(reading('/api/x')).catch((error: unknown) => error as Refused);
    expect(refused).toBeInstanceOf(Refused);
    const { problem } = refused as Refused;
    expect([problem.title, problem.status, problem.field, kindOf(problem)]).toEqual(['不行', status, 'reason', 'some-kind']);
    expect(isPassing(problem)).toBe(passing);
    expect(problem.retryAfterSeconds).toBe(status === 429 ? 7 : status === 503 ? 5 : undefined);
    expect(signedOut()).toBe(0);
  });

  it('tells once that the session is over', async () => {
    const { api, signedOut } = server(() => json({ type: 'urn:onevisit:problem:sign-in-needed', title: '请先登录', status: 401 }, 401));
    await expect(api.read(reading('/api/x'))).rejects.toBeInstanceOf(Refused);
    expect(signedOut()).toBe(1);
  });

  it('has words where the line is cut and where a machine in between answers', async () => {
    const cut = server(() => Promise.reject(new TypeError('fetch failed')));
    const refused = (await cut.api.read(reading('/api/x')).catch((error: unknown) => error)) as Refused;
    expect(refused.problem.title).toContain('连接不上服务器');
    expect(isPassing(refused.problem)).toBe(true);
    const gateway = server(() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }));
    const other = (await gateway.api.read(reading('/api/x')).catch((error: unknown) => error)) as Refused;
    expect(other.problem.title).toContain('502');
  });

  it('reads the name of a file as the server wrote it', async () => {
    const { api } = server(() => new Response('a', { headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('审计 2018.csv')}` } }));
    expect((await api.bytes(reading('/api/x'))).fileName).toBe('审计 2018.csv');
  });

  it('makes another key for each form', () => {
    expect(newKey()).not.toBe(newKey());
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

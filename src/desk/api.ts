import { uuidV7 } from '../kernel/brand.ts';
import type { Problem } from '../kernel/problem.ts';
import { type Locale, sayPlain, type Text, words } from '../kernel/text.ts';

/** A value of the address; what is undefined or empty is left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** One reading route with its address filled in. `view` is a mark of the type only. */
export interface Reading<View> {
  readonly path: string;
  readonly query: Query;
  readonly view?: View;
}

/** One writing route with its address filled in; `view` and `body` are marks of the types only. */
export interface Writing<View, Body> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** the name of the file's part where the route takes a file */
  readonly uploads?: string;
  readonly view?: View;
  readonly body?: Body;
}

export function reading<View>(path: string, query: Query = {}): Reading<View> {
  return { path, query };
}

export function writing<View, Body>(path: string, method: 'POST' | 'PUT' | 'DELETE' = 'POST', uploads?: string): Writing<View, Body> {
  return uploads === undefined ? { method, path } : { method, path, uploads };
}

/** The server said no, or did not answer: always with words for the person. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The short name of a problem, for example `fresh-proof-needed`. */
export function kindOf(problem: Problem): string {
  return problem.type.slice(problem.type.lastIndexOf(':') + 1);
}

/** The same request may succeed later without anybody changing it. */
export function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status === 502 || problem.status === 503 || problem.status === 504;
}

/** Made when a form opens, so that pressing twice or sending again after a cut line is one deed. */
export function newKey(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

export interface ApiNeeds {
  readonly fetch: typeof fetch;
  readonly locale: Locale;
  readonly csrf: () => string | null;
  readonly signedOut: () => void;
}

export interface Api {
  read<View>(route: Reading<View>): Promise<View>;
  write<View, Body>(route: Writing<View, Body>, sent: { readonly key: string; readonly body?: Body | undefined; readonly file?: File | undefined }): Promise<View>;
  bytes(route: Reading<Blob>): Promise<{ readonly blob: Blob; readonly fileName: string | null }>;
}

export function openApi(needs: ApiNeeds): Api {
  return {
    read: async <View>(route: Reading<View>) => (await answerOf(needs, addressOf(route), {})).json() as Promise<View>,
    write: async <View, Body>(route: Writing<View, Body>, { key, body, file }: { key: string; body?: Body | undefined; file?: File | undefined }) => {
      const form = file === undefined ? null : formOf(route.uploads ?? 'file', file, body);
      const answer = await answerOf(needs, route.path, {
        method: route.method,
        headers: { 'idempotency-key': key, 'x-csrf-token': needs.csrf() ?? '', ...(form ? {} : { 'content-type': 'application/json' }) },
        body: form ?? JSON.stringify(body ?? {}),
      });
      return answer.json() as Promise<View>;
    },
    bytes: async (route) => {
      const answer = await answerOf(needs, addressOf(route), {});
      return { blob: await answer.blob(), fileName: fileNameOf(answer.headers.get('content-disposition')) };
    },
  };
}

export function addressOf({ path, query }: Reading<unknown>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

function formOf(field: string, file: File, body: unknown): FormData {
  const form = new FormData();
  // The fields come before the file, so that the server can judge them without having read it.
  for (const [name, value] of Object.entries(body ?? {})) if (value !== undefined) form.append(name, String(value));
  form.append(field, file, file.name);
  return form;
}

async function answerOf(needs: ApiNeeds, address: string, request: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await needs.fetch(address, { ...request, headers: { accept: 'application/json', ...request.headers }, credentials: 'same-origin', redirect: 'error' });
  } catch {
    throw new Refused({ type: 'urn:onevisit:problem:unreachable', title: sayPlain(unreachable, needs.locale), status: 0, retryAfterSeconds: 3 });
  }
  if (answer.ok) return answer;
  const problem = await problemOf(answer, needs.locale);
  if (problem.status === 401) needs.signedOut();
  throw new Refused(problem);
}

async function problemOf(answer: Response, locale: Locale): Promise<Problem> {
  const header = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const retry = Number.isFinite(header) && header > 0 ? { retryAfterSeconds: header } : {};
  const told = (answer.headers.get('content-type') ?? '').includes('json') ? ((await answer.json().catch(() => null)) as Problem | null) : null;
  if (told !== null && typeof told.title === 'string') return { ...told, status: answer.status, ...retry };
  return { type: 'urn:onevisit:problem:unknown', title: `${sayPlain(unknown, locale)} (${answer.status})`, status: answer.status, ...retry };
}

function fileNameOf(disposition: string | null): string | null {
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return name === undefined ? null : decodeURIComponent(name);
}

const unreachable: Text = words('连接不上服务器，内容还在本页，请稍后重试', 'The server cannot be reached; nothing on this page is lost. Please try again');
const unknown: Text = words('服务器没有正常答复', 'The server gave no proper answer');

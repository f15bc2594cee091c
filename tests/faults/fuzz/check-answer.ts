import { z } from 'zod';
import { edgeProblems } from '../../../src/kernel/http/faults.ts';
import type { Route } from '../../../src/kernel/route.ts';
import { readJson } from '../house/doors.ts';

export interface GivenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const problem = z.looseObject({
  type: z.string().regex(/^urn:onevisit:problem:[a-z-]+$/),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().optional(),
  field: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string().min(1) })).optional(),
});

const belt = ['content-security-policy', 'x-content-type-options', 'referrer-policy'] as const;

/** What is wrong with an answer, or null. Every status that a declaration names, in its published form, and no other. */
export function wrongWith(route: Route, kind: 'api' | 'page' | 'form', answer: GivenAnswer): string | null {
  if (answer.status >= 500) return 'the server failed';
  const missing = belt.find((name) => answer.headers[name] === undefined);
  if (missing) return `the header ${missing} is missing`;
  const type = String(answer.headers['content-type'] ?? '');
  if (answer.text.includes('<script>planted()') && type.startsWith('text/html')) return 'a script of the asker stands in the page';
  if (kind === 'api') return wrongWithApi(route, answer, type);
  if (answer.status >= 300 && answer.status < 400) return /^\/(?![/\\])/.test(String(answer.headers.location)) ? null : `it leads to ${String(answer.headers.location).slice(0, 100)}`;
  if (type.startsWith('text/html')) return answer.text.trimEnd().endsWith('</html>') || answer.text.includes('<h1') ? null : 'the page is not whole';
  return wrongWithApi(route, answer, type);
}

function wrongWithApi(route: Route, { status, text }: GivenAnswer, type: string): string | null {
  if (status === 200) {
    if (route.view === 'binary') return null;
    if (!type.startsWith('application/json')) return `200 as ${type}`;
    const parsed = route.view.safeParse(readJson(text));
    return parsed.success ? null : `the view is not of its schema: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`;
  }
  if (!type.startsWith('application/problem+json')) return `${status} as ${type || 'nothing'}`;
  const parsed = problem.safeParse(readJson(text));
  if (!parsed.success) return `the problem is not of its schema: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`;
  const declared = new Set([...Object.values(edgeProblems), ...Object.values(route.problems as Record<string, { status: number }>)].map((row) => row.status));
  return parsed.data.status === status && declared.has(status) ? null : `the status ${status} is not declared`;
}

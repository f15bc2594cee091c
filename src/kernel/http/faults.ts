import { sqlStateOf } from '../db.ts';
import type { Problems } from '../problem.ts';
import { words } from '../text.ts';

/** Refusals that the edge itself gives, whatever the route. */
export type EdgeRefusal =
  | { kind: 'not-found' }
  | { kind: 'sign-in-needed' }
  | { kind: 'not-allowed' }
  | { kind: 'fresh-proof-needed' }
  | { kind: 'input-wrong'; errors: readonly { field: string; message: string }[]; field?: string }
  | { kind: 'body-unreadable' }
  | { kind: 'body-too-large' }
  | { kind: 'media-type-unknown' }
  | { kind: 'form-token-wrong' }
  | { kind: 'origin-wrong' }
  | { kind: 'idempotency-key-missing' }
  | { kind: 'idempotency-key-reused' }
  | { kind: 'too-many-requests'; seconds: number }
  | { kind: 'busy' }
  | { kind: 'database-away' }
  | { kind: 'disk-full' }
  | { kind: 'value-not-storable' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'fault' };

export const edgeProblems: Problems<EdgeRefusal> = {
  'not-found': { status: 404, title: words('没有找到，或者您无权查看', 'Not found, or not yours to see') },
  'sign-in-needed': { status: 401, title: words('请先登录', 'Please sign in first') },
  'not-allowed': { status: 403, title: words('您的岗位不能做这件事', 'Your post does not allow this') },
  'fresh-proof-needed': { status: 403, title: words('此操作需要您重新验证身份', 'Please prove your identity again before this act') },
  'input-wrong': { status: 400, title: words('填写的内容有误，请按提示修改', 'Some of what was entered is not right; please see the fields') },
  'body-unreadable': { status: 400, title: words('请求内容无法读取', 'The request could not be read') },
  'body-too-large': { status: 413, title: words('内容过大', 'The content is too large') },
  'media-type-unknown': { status: 415, title: words('不支持的内容格式', 'This kind of content is not taken here') },
  'form-token-wrong': { status: 403, title: words('页面已过期，请刷新后重试', 'The page is out of date; please reload it and try again') },
  'origin-wrong': { status: 403, title: words('请求来自其他网站，已拒绝', 'The request came from another site and was refused') },
  'idempotency-key-missing': { status: 400, title: words('缺少请求编号（Idempotency-Key）', 'The Idempotency-Key header is missing or malformed') },
  'idempotency-key-reused': { status: 422, title: words('同一请求编号的内容不同', 'This Idempotency-Key was used with other content') },
  'too-many-requests': {
    status: 429,
    title: (refusal) => words(`操作太频繁，请 ${refusal.seconds} 秒后再试`, `Too many requests; please try again in ${refusal.seconds} seconds`),
  },
  busy: { status: 503, title: words('系统繁忙，请稍后再试', 'The service is busy; please try again shortly'), retryAfterSeconds: 2 },
  'database-away': { status: 503, title: words('数据库暂时无法连接，系统会自动恢复', 'The database is away; the service recovers by itself'), retryAfterSeconds: 5 },
  'disk-full': { status: 503, title: words('存储空间已满，暂停办理，已提交的内容不会丢失', 'Storage is full: nothing new is taken, nothing submitted is lost'), retryAfterSeconds: 60 },
  'value-not-storable': { status: 422, title: words('内容含有无法保存的字符或数值', 'The content has characters or numbers that cannot be stored') },
  'changed-meanwhile': { status: 409, title: words('内容已被其他操作更改，请刷新后重试', 'This changed meanwhile; please reload and try again') },
  fault: { status: 500, title: words('系统出错，我们已记录', 'Something went wrong on our side; it has been recorded') },
};

// Texts and numbers PostgreSQL cannot hold are the asker's error, not ours.
const unstorable = new Set(['22021', '22P02', '22P05', '22003', '22007', '22008', '54001', '22001', '22023']);
const away = /^(08|57P0|25006)/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** What a thrown error means to the asker: a broken database is 503 and heals, only our own errors are 500. */
export function faultKind(error: unknown): EdgeRefusal {
  const state = sqlStateOf(error);
  if (state !== null) {
    if (state === '53100') return { kind: 'disk-full' };
    if (away.test(state) || state.startsWith('53')) return { kind: 'database-away' };
    if (state === '57014' || state === '55P03' || state === '40001' || state === '40P01') return { kind: 'busy' };
    if (unstorable.has(state)) return { kind: 'value-not-storable' };
    if (state === '23505' || state === '23P01') return { kind: 'changed-meanwhile' };
    return { kind: 'fault' };
  }
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? error.message : '';
  if (typeof code === 'string' && networkCodes.has(code)) return { kind: 'database-away' };
  if (code === 'ENOSPC') return { kind: 'disk-full' };
  if (/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message)) return { kind: 'database-away' };
  return { kind: 'fault' };
}

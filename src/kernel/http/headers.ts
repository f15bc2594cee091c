import type { FastifyReply } from 'fastify';

/**
 * The same belt on every answer. The desk's component library writes style elements: they carry the nonce.
 * Scripts come from our own address only; nothing inline, nothing evaluated.
 */
export function contentSecurityPolicy(nonce: string | null): string {
  const style = nonce ? `'self' 'nonce-${nonce}'` : "'self'";
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(reply: FastifyReply, secure: boolean): void {
  reply.headers({
    'x-content-type-options': 'nosniff',
    // To our own pages only: with no-referrer browsers would send forms with `Origin: null`.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(null),
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  });
}

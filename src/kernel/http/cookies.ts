/** The two cookies of the platform: the session, and a visitor's mark for forms before signing in. */
export interface CookieNames {
  readonly session: string;
  readonly visitor: string;
  readonly secure: boolean;
}

/** With TLS the names carry `__Host-`, which browsers accept only Secure, for this host and the whole path. */
export function cookieNames(secure: boolean): CookieNames {
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}onevisit`, visitor: `${prefix}onevisit-visitor`, secure };
}

export function readCookies(header: string | undefined): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null);
  if (!header || header.length > 8_192) return cookies;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return cookies;
}

export function setCookie(name: string, value: string | null, secure: boolean, maximumAgeSeconds?: number): string {
  const age = value === null ? '; Max-Age=0' : maximumAgeSeconds === undefined ? '' : `; Max-Age=${maximumAgeSeconds}`;
  return `${name}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}

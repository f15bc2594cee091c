import type { SessionId } from '../../kernel/asker.ts';

/**
 * The token of a new session goes from the deed to the cookie by memory, not through the view: a view is stored with its
 * idempotency key and shown as JSON, a token must stand nowhere but in the browser. It waits a minute, so that a form
 * sent twice gets its cookie both times.
 */
export interface Handover {
  give(session: SessionId, token: string): void;
  tokenOf(session: SessionId): string | null;
}

const keptMilliseconds = 60_000;

export function openHandover(nowMilliseconds: () => number): Handover {
  const waiting = new Map<SessionId, { readonly token: string; readonly until: number }>();
  return {
    give: (session, token) => {
      const now = nowMilliseconds();
      for (const [old, { until }] of waiting) {
        if (until > now) break;
        waiting.delete(old);
      }
      waiting.set(session, { token, until: now + keptMilliseconds });
    },
    tokenOf: (session) => {
      const found = waiting.get(session);
      return found && found.until > nowMilliseconds() ? found.token : null;
    },
  };
}

import type { SessionId } from '../../kernel/asker.ts';
import type { Database } from '../../kernel/db.ts';
import { touchSessions } from './sql/sessions.ts';

/** Remembers when sessions were seen and stores it beside the requests, never inside them. */
export interface Touches {
  note(session: SessionId, at: Date): void;
  /** the time this process has seen the session, stored or not */
  lastSeen(session: SessionId): Date | null;
  /** waits until everything noted so far is stored */
  settled(): Promise<void>;
}

export function openTouches(database: Database): Touches {
  let waiting = new Map<SessionId, Date>();
  let storing = new Map<SessionId, Date>();
  let work: Promise<void> | null = null;

  async function store(): Promise<void> {
    while (waiting.size > 0) {
      storing = waiting;
      waiting = new Map();
      const batch = storing;
      try {
        await database.transact((tx) => touchSessions(tx, batch));
      } catch {
        // A database that is away is told by the requests themselves. The next request notes the session again;
        // lost at worst are moments of a session's idle time.
        return;
      } finally {
        storing = new Map();
      }
    }
  }

  return {
    note: (session, at) => {
      waiting.set(session, at);
      work ??= store().finally(() => {
        work = null;
      });
    },
    lastSeen: (session) => waiting.get(session) ?? storing.get(session) ?? null,
    settled: async () => {
      await work;
    },
  };
}

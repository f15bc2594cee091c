import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { type Me, me } from '../modules/identity/desk/api.ts';
import { type Api, openApi, Refused } from './api.ts';
import { useLocale } from './locale.tsx';

export type Staff = Me & { readonly role: 'clerk' | 'approver' | 'auditor' | 'admin' };

interface Session {
  readonly api: Api;
  /** null while it is not known, or when nobody is signed in */
  readonly me: Me | null;
  readonly pending: boolean;
  readonly refused: Refused | null;
  /** the session ended under the open page: what was typed is still there */
  readonly ended: boolean;
  /** asks again who is here; resolves when the token of the page is fresh */
  readonly renew: () => Promise<void>;
}

const SessionOfPage = createContext<Session | null>(null);

/** Who is at the desk. Every token of a form comes from here, since a new session has a new one. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const locale = useLocale();
  const client = useQueryClient();
  const csrf = useRef<string | null>(null);
  const known = useRef(false);
  const [ended, setEnded] = useState(false);
  const api = useMemo(
    () =>
      openApi({
        fetch: (...request) => window.fetch(...request),
        locale,
        csrf: () => csrf.current,
        signedOut: () => {
          if (known.current) setEnded(true);
        },
      }),
    [locale],
  );
  const asked = useQuery<Me, Refused>({
    queryKey: ['session'],
    queryFn: async () => {
      const found = await api.read(me());
      csrf.current = found.csrf;
      known.current = true;
      setEnded(false);
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { refetch } = asked;
  const renew = useCallback(async () => {
    const before = client.getQueryData<Me>(['session']);
    const { data } = await refetch({ cancelRefetch: true });
    // Another person or post at the same page must not see what the one before was shown.
    const others = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== 'session' };
    if (data && before && (before.account !== data.account || before.post !== data.post)) client.removeQueries(others);
    // What was refused while nobody was signed in is asked again.
    else if (data) void client.invalidateQueries(others);
  }, [client, refetch]);
  const session = useMemo<Session>(
    () => ({ api, me: asked.data ?? null, pending: asked.isPending, refused: asked.error, ended, renew }),
    [api, asked.data, asked.isPending, asked.error, ended, renew],
  );
  return <SessionOfPage.Provider value={session}>{children}</SessionOfPage.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionOfPage);
  if (session === null) throw new Error('there is no session around this part');
  return session;
}

/** For screens, which are drawn only once it is known who sits at the desk. */
export function useStaff(): Staff {
  const { me: found } = useSession();
  if (found === null || found.role === 'citizen') throw new Error('screens are for staff who are signed in');
  return found as Staff;
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Problem } from '../kernel/problem.ts';
import { kindOf, newKey, Refused, type Writing } from './api.ts';
import { useProof } from './proof.tsx';
import { useSession } from './session.tsx';

export interface Deed<View, Body> {
  /** null when it was refused: the problem then says why */
  send(body?: Body, file?: File): Promise<View | null>;
  /** the same again, for what passes by itself: same key, same content */
  retry(): Promise<View | null>;
  forget(): void;
  readonly pending: boolean;
  readonly problem: Problem | null;
}

interface Options<View> {
  readonly then?: (view: View) => void | Promise<void>;
  /** false where nothing that is shown has changed */
  readonly refresh?: boolean;
}

/**
 * One deed of a form. Its key is made when the form opens and lives until the deed is done, so that a double press or a
 * second try after a cut line is the same deed. An act that wants a fresh proof of identity asks for it and goes on.
 */
export function useDeed<View, Body>(route: Writing<View, Body>, options: Options<View> = {}): Deed<View, Body> {
  const { api, renew } = useSession();
  const proof = useProof();
  const client = useQueryClient();
  const key = useRef(newKey());
  const running = useRef(false);
  const last = useRef<{ body?: Body | undefined; file?: File | undefined }>({});
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const attempt = async (again: boolean): Promise<View | null> => {
    try {
      return await api.write(route, { key: key.current, ...last.current });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const kind = kindOf(error.problem);
      if (again && kind === 'fresh-proof-needed' && (await proof.ask())) return attempt(false);
      // Another tab signed in or changed its post: the token is old, the person is not.
      if (again && kind === 'form-token-wrong') {
        await renew();
        return attempt(false);
      }
      setProblem(error.problem);
      // Somebody else was quicker: what stands behind the form is brought up to date, what was typed stays.
      if (error.problem.status === 409 || error.problem.status === 412) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      return null;
    }
  };

  const run = async (): Promise<View | null> => {
    if (running.current) return null;
    running.current = true;
    setPending(true);
    setProblem(null);
    try {
      const view = await attempt(true);
      if (view === null) return null;
      key.current = newKey();
      if (options.refresh !== false) await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await options.then?.(view);
      return view;
    } finally {
      running.current = false;
      setPending(false);
    }
  };

  const send = (body?: Body, file?: File) => {
    last.current = { body, file };
    return run();
  };
  const forget = useCallback(() => setProblem(null), []);
  return { send, retry: run, forget, pending, problem };
}

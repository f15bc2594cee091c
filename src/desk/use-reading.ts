import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { isPassing, type Reading, Refused } from './api.ts';
import { useSession } from './session.tsx';

export type Read<View> = UseQueryResult<View, Refused>;

export interface ReadingOptions<View> {
  readonly enabled?: boolean;
  /** milliseconds until it is asked again, or false to stop; for things that another hand changes */
  readonly every?: (view: View | undefined) => number | false;
  /** go on showing what was there while another page of a list is on its way */
  readonly keep?: boolean;
}

/** One view of the API, remembered by its address. What passes by itself is asked again twice, then the person decides. */
export function useReading<View>(route: Reading<View>, options: ReadingOptions<View> = {}): Read<View> {
  const { api } = useSession();
  const { every } = options;
  return useQuery<View, Refused>({
    queryKey: [route.path, route.query],
    queryFn: () => api.read(route),
    enabled: options.enabled ?? true,
    retry: (count, error) => error instanceof Refused && isPassing(error.problem) && error.problem.status !== 429 && count < 2,
    retryDelay: (_count, error) => Math.min(10, error.problem.retryAfterSeconds ?? 2) * 1000,
    ...(every ? { refetchInterval: (query) => every(query.state.data) } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

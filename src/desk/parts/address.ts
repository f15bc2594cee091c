import { useParams, useRouter, useRouterState, useSearch } from '@tanstack/react-router';

/** A part of the address of this screen, for example the id of its case. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const value = params[name];
  if (value === undefined) throw new Error(`the address of this screen has no ${name}`);
  return value;
}

export type Filters = Readonly<Record<string, string | undefined>>;

/** The filters of a list stand in its address, so that a link or the way back brings the same list. */
export function useFilters(pathFor: (filters: Filters) => string): { readonly filters: Filters; set(next: Filters): void } {
  const router = useRouter();
  const filters = useSearch({ strict: false }) as Filters;
  return { filters, set: (next) => router.history.push(pathFor({ ...filters, ...next })) };
}

/** The address as the browser shows it, with the part that the desk stands under. */
export function useAddress(): { readonly path: string; readonly whole: string } {
  const whole = useRouterState({ select: (state) => state.location.publicHref });
  return { path: whole.split(/[?#]/)[0] ?? whole, whole };
}

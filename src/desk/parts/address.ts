import { useParams, useRouter, useSearch } from '@tanstack/react-router';

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

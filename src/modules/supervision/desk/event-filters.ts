export const filterNames = ['from', 'to', 'name', 'person', 'object', 'case', 'result'] as const;
export type FilterName = (typeof filterNames)[number];
export type EventFilters = { readonly [Name in FilterName]?: string | undefined };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What was typed, as the route takes it: blanks go, an empty filter is none, and of two days the earlier comes first. */
export function tidyFilters(typed: Readonly<Record<string, string | undefined>>): EventFilters {
  const tidy: Partial<Record<FilterName, string>> = {};
  for (const name of filterNames) {
    const value = typed[name]?.trim();
    if (value) tidy[name] = value;
  }
  const { from, to } = tidy;
  return from !== undefined && to !== undefined && to < from ? { ...tidy, from: to, to: from } : tidy;
}

/** The filters that are no ids although the route wants ids there. */
export function wrongIds(filters: EventFilters): readonly ('person' | 'case')[] {
  return (['person', 'case'] as const).filter((name) => filters[name] !== undefined && !uuid.test(filters[name]));
}

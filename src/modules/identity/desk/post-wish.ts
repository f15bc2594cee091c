import type { MyPost, PostWish } from './api.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** What was typed about a post, as the route takes it: empty items are all of the office, an empty day is open. */
export function wishOf(typed: Readonly<Record<string, unknown>>, person: string, office: string): PostWish {
  const items = (textOf(typed.items) ?? '').split(/[,，、\s]+/).filter((item) => item !== '');
  return {
    person,
    office,
    role: typed.role as MyPost['role'],
    region: textOf(typed.region) ?? '',
    items: items.length === 0 ? '*' : items,
    window: textOf(typed.window)?.toUpperCase() ?? null,
    from: textOf(typed.from),
    to: textOf(typed.to),
    deputyOf: textOf(typed.deputyOf),
  };
}

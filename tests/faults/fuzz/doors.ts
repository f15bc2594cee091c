import type { House } from '../../../src/house.ts';
import { schemaOf } from '../../../src/kernel/openapi.ts';
import type { Route } from '../../../src/kernel/route.ts';
import type { Schema } from './generate.ts';

/** One way into one declaration, with the schemas that its inputs are made from. */
export interface FuzzDoor {
  readonly route: Route;
  readonly kind: 'api' | 'page' | 'form';
  readonly path: string;
  readonly params: Schema;
  readonly query: Schema;
  readonly body: Schema;
}

export function fuzzDoors(routes: readonly Route[]): readonly FuzzDoor[] {
  return routes.flatMap((route) => {
    const schemas = { route, params: schemaOf(route.params, 'input') as Schema, query: schemaOf(route.query, 'input') as Schema, body: schemaOf(route.body, 'input') as Schema };
    return [
      ...(route.path === null ? [] : [{ ...schemas, kind: 'api' as const, path: route.path }]),
      ...(route.page ? [{ ...schemas, kind: 'page' as const, path: route.page.path }] : []),
      ...(route.form ? [{ ...schemas, kind: 'form' as const, path: route.form.path }] : []),
    ];
  });
}

/** The screens of every published form, so that answers are made from the item's own schema. */
export function formScreens(house: House): ReadonlyMap<string, readonly Schema[]> {
  const screens = new Map<string, Schema[]>();
  for (const { form } of house.city.items) {
    for (const screen of form['x-screens']) {
      const properties = Object.fromEntries(screen.fields.map((name) => [name, form.properties[name] as unknown as Schema]));
      screens.set(screen.id, [...(screens.get(screen.id) ?? []), { type: 'object', properties, required: [...screen.fields] }]);
    }
  }
  return screens;
}

/** An asker and an object between whom this door once opened. */
export interface Way {
  readonly account: string;
  readonly params: unknown;
}

export interface Reached {
  readonly counts: ReadonlyMap<string, number>;
  /** the newest ways that led to the handler of a route */
  readonly ways: ReadonlyMap<string, readonly Way[]>;
}

const keptWays = 30;

/** Counts how often the deed behind a door really began, and for whom: the statuses alone do not tell. */
export function watchReached(routes: readonly Route[]): Reached {
  const counts = new Map<string, number>();
  const ways = new Map<string, Way[]>();
  for (const route of routes) {
    const { run } = route;
    counts.set(route.name, 0);
    ways.set(route.name, []);
    (route as { run: Route['run'] }).run = (deed, input) => {
      counts.set(route.name, (counts.get(route.name) ?? 0) + 1);
      const list = ways.get(route.name) ?? [];
      list.push({ account: deed.asker.role === 'public' ? 'public' : deed.asker.account, params: input.params });
      if (list.length > keptWays) list.shift();
      return run(deed, input);
    };
  }
  return { counts, ways };
}

import { relations, roles, type Role } from '../../src/kernel/asker.ts';
import { schemaOf } from '../../src/kernel/openapi.ts';
import type { ProblemWords } from '../../src/kernel/problem.ts';
import type { Refusal } from '../../src/kernel/outcome.ts';
import type { Route } from '../../src/kernel/route.ts';
import { noBody } from '../../src/kernel/schemas.ts';
import type { Text } from '../../src/kernel/text.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a declaration lacks, in words; nothing when it is whole. */
export function faultsOf(route: Route): string[] {
  return [...namingFaults(route), ...rightsFaults(route), ...problemFaults(route), ...inputFaults(route), ...viewFaults(route)].map((fault) => `${route.name}: ${fault}`);
}

const limits = new Set(['read', 'search', 'write', 'upload', 'sign-in', 'one-time-code', 'register-look-up', 'export', 'public']);

function namingFaults(route: Route): string[] {
  const writes = route.method !== 'GET';
  return [
    ...(/^[a-z]+(\.[a-z0-9-]+)+$/.test(route.name) ? [] : ['the name is not room.verb']),
    ...(isWhole(route.title) ? [] : ['the title lacks a language']),
    ...(limits.has(route.limit) ? [] : ['no class of limits']),
    ...(writes && route.audit !== 'event' ? ['a change without an audit event'] : []),
    ...(route.path === null && !route.page && !route.form ? ['no door at all'] : []),
    ...(route.path !== null && !route.path.startsWith('/api/') ? ['the API door is not under /api/'] : []),
    ...(route.page && writes ? ['a page on a change'] : []),
    ...(route.form && !writes ? ['a form on a reading'] : []),
  ];
}

function rightsFaults(route: Route): string[] {
  const cells = Object.entries(route.who);
  const known = cells.every(([role, open]) => roles.includes(role as Role) && open.length > 0 && open.every((relation) => relations.includes(relation) && (relation as string) !== 'none'));
  const collection = cells.some(([, open]) => open.includes('collection'));
  return [
    ...(cells.length > 0 ? [] : ['nobody may enter']),
    ...(known ? [] : ['a cell with an unknown role or without a relation']),
    ...(route.relation === 'collection' && cells.some(([, open]) => open.some((relation) => relation !== 'collection')) ? ['relations that nobody resolves'] : []),
    ...(typeof route.relation === 'function' && collection ? ['a resolver and a cell that needs none'] : []),
  ];
}

/** Words of a refusal in both languages; those that are made from its data are asked with a stand-in for all data. */
function problemFaults(route: Route): string[] {
  return Object.entries(route.problems as Readonly<Record<string, ProblemWords<Refusal>>>).flatMap(([kind, row]) => {
    const good = (row.status >= 400 && row.status < 500) || row.status === 503;
    const texts = [row.title, row.detail].flatMap((words) => (words === undefined ? [] : [typeof words === 'function' ? made(words) : words]));
    return [...(good ? [] : [`${kind} answers with ${row.status}`]), ...(texts.every((text) => text === null || isWhole(text)) ? [] : [`${kind} lacks a language`])];
  });
}

function isWhole(text: Text): boolean {
  return text.zh.trim() !== '' && text.en !== undefined && text.en.text.trim() !== '';
}

/** null where words cannot be made without true data: the room's own tests say these. */
function made(words: (refusal: Refusal) => Text): Text | null {
  try {
    return words(anything as Refusal) ?? null;
  } catch {
    return null;
  }
}

const anything: unknown = new Proxy(() => {}, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => '1' : name === Symbol.iterator ? [][Symbol.iterator] : anything),
  apply: () => anything,
});

function inputFaults(route: Route): string[] {
  const inputs: [string, Json][] = [
    ['params', schemaOf(route.params, 'input')],
    ['query', schemaOf(route.query, 'input')],
    ...(route.body === noBody ? [] : [['body', schemaOf(route.body, 'input')] as [string, Json]]),
  ];
  return inputs.flatMap(([part, schema]) => [
    ...emptyIn(schema, part).map((place) => `takes anything at ${place}`),
    ...unboundedIn(schema, part).map((place) => `a text without an end at ${place}`),
    ...(part === 'body' ? openIn(schema, part).map((place) => `takes unknown fields at ${place}`) : []),
  ]);
}

/** Places of views that are as they are for a reason. */
const reasons: Readonly<Record<string, string>> = {
  'channels.stand-in-messages view.messages[items].phone': 'the stand-in of a demo shows what the phone in the visitor’s hand would show',
};

export function idleReasons(all: readonly Route[]): string[] {
  const places = new Set(all.flatMap((route) => placesWithFault(route).map(({ place }) => `${route.name} ${place}`)));
  return Object.keys(reasons).filter((key) => !places.has(key));
}

function viewFaults(route: Route): string[] {
  return placesWithFault(route).filter(({ place }) => !(`${route.name} ${place}` in reasons)).map(({ fault, place }) => `${fault} at ${place}`);
}

function placesWithFault(route: Route): { place: string; fault: string }[] {
  if (route.view === 'binary') return [];
  const schema = schemaOf(route.view, 'output');
  const faults = (places: readonly string[], fault: string) => places.map((place) => ({ place, fault }));
  return [...faults(emptyIn(schema, 'view'), 'answers anything'), ...faults(unmaskedIn(schema, 'view'), 'a personal value without its mark')];
}

/** Every schema inside a schema, with its place. */
function* inside(schema: Json, place: string): Generator<[Json, string]> {
  yield [schema, place];
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) yield* inside(inner, `${place}.${name}`);
  for (const key of ['items', 'additionalProperties', 'propertyNames', 'not'] as const) {
    if (typeof schema[key] === 'object' && schema[key] !== null && !Array.isArray(schema[key])) yield* inside(schema[key] as Json, `${place}[${key}]`);
  }
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const) {
    for (const [index, inner] of ((schema[key] ?? []) as Json[]).entries()) yield* inside(inner, `${place}|${index}`);
  }
  for (const [name, inner] of Object.entries((schema.$defs ?? {}) as Record<string, Json>)) yield* inside(inner, `${place}#${name}`);
}

function placesOf(schema: Json, place: string, bad: (schema: Json) => boolean): string[] {
  return [...inside(schema, place)].filter(([one]) => bad(one)).map(([, at]) => at);
}

export function emptyIn(schema: Json, place: string): string[] {
  return placesOf(schema, place, (one) => Object.keys(one).filter((key) => key !== 'description').length === 0);
}

export function unboundedIn(schema: Json, place: string): string[] {
  return placesOf(schema, place, (one) => one.type === 'string' && !['maxLength', 'enum', 'const', 'format', 'pattern'].some((key) => key in one)).filter((at) => !at.endsWith('[propertyNames]'));
}

function openIn(schema: Json, place: string): string[] {
  return placesOf(schema, place, (one) => one.type === 'object' && one.additionalProperties === undefined);
}

const personalNames = /^(citizenNumber|phone|mobile|residenceAddress|householdAddress)$/;
const publicOwner = /\.(?:offices?|linkWay|superviseWay|transactAddr|review|litigation)(\[items\])?$/;

/** Names that only people's values bear; an office's telephone is public, and so are those that an item publishes to be asked and complained to. */
function unmaskedIn(schema: Json, place: string): string[] {
  return [...inside(schema, place)].flatMap(([one, at]) =>
    Object.entries((one.properties ?? {}) as Record<string, Json>)
      .filter(([name, inner]) => personalNames.test(name) && !publicOwner.test(at) && ![...inside(inner, '')].some(([part]) => 'personal' in part))
      .map(([name]) => `${at}.${name}`),
  );
}

/** Addresses that two doors claim, and names that two routes bear. */
export function clashesIn(all: readonly Route[]): string[] {
  const doors = all.flatMap((route) => [
    route.name,
    ...(route.path === null ? [] : [`${route.method} ${route.path}`]),
    ...(route.page ? [`GET ${route.page.path}`] : []),
    ...(route.form ? [`POST ${route.form.path}`] : []),
  ].map((door) => door.replace(/:[A-Za-z]+/g, ':')));
  return [...new Set(doors.filter((door, index) => doors.indexOf(door) !== index))];
}

export type RightsTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The table of rights as the declarations have it. */
export function rightsOf(all: readonly Route[]): RightsTable {
  const inOrder = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(inOrder.map((route) => [route.name, Object.fromEntries(roles.flatMap((role) => (route.who[role] ? [[role, route.who[role]]] : [])))]));
}

/** One line a route, so that a difference in review is the difference of a right. */
export function rightsText(table: RightsTable): string {
  return `{\n${Object.entries(table).map(([name, cells]) => `  ${JSON.stringify(name)}: ${JSON.stringify(cells)}`).join(',\n')}\n}\n`;
}

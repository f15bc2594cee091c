import { z } from 'zod';
import type { Role } from './asker.ts';
import type { PersonalKind, Route } from './route.ts';
import { maskCitizenNumber, maskName, maskPhone } from '../standards/mask.ts';

/**
 * A personal value in a view. The edge masks it on the way out unless the route reveals its kind to the asker's role,
 * so a new view cannot leak by forgetting (GB/T 35273 7.2: limits of display).
 */
export function personal(kind: PersonalKind): z.ZodString {
  return z.string().max(500).meta({ personal: kind });
}

type Masker = (value: unknown, revealed: ReadonlySet<PersonalKind>) => unknown;

const masks: Record<PersonalKind, (value: string) => string> = {
  'citizen-number': maskCitizenNumber,
  'person-name': maskName,
  phone: maskPhone,
  address: (value) => (value.length <= 6 ? '****' : `${value.slice(0, 6)}****`),
};

const compiled = new WeakMap<object, Masker>();
const unmasked: Masker = (value) => value;

/** The view as this role may see it through this route. */
export function masked(route: Route, role: Role, view: unknown): unknown {
  if (route.view === 'binary') return view;
  let masker = compiled.get(route.view);
  if (!masker) {
    masker = maskerFor(route.view) ?? unmasked;
    compiled.set(route.view, masker);
  }
  return masker === unmasked ? view : masker(view, new Set(route.reveals?.[role] ?? []));
}

/** Walks the schema once and gives a function that masks values of that shape; null when nothing in it is personal. */
export function maskerFor(schema: z.ZodType): Masker | null {
  const kind = (schema.meta() as { personal?: PersonalKind } | undefined)?.personal;
  if (kind) return (value, revealed) => (typeof value === 'string' && !revealed.has(kind) ? masks[kind](value) : value);
  if (schema instanceof z.ZodObject) return objectMasker(schema);
  if (schema instanceof z.ZodArray) {
    const element = maskerFor(schema.element as z.ZodType);
    return element && ((value, revealed) => (Array.isArray(value) ? value.map((one) => element(one, revealed)) : value));
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) {
    const inner = maskerFor(schema.unwrap() as z.ZodType);
    return inner && ((value, revealed) => (value === null || value === undefined ? value : inner(value, revealed)));
  }
  if (schema instanceof z.ZodUnion) return unionMasker(schema.options as z.ZodType[]);
  return null;
}

function objectMasker(schema: z.ZodObject): Masker | null {
  const fields = Object.entries(schema.shape).flatMap(([name, inner]) => {
    const masker = maskerFor(inner as z.ZodType);
    return masker ? [[name, masker] as const] : [];
  });
  if (fields.length === 0) return null;
  return (value, revealed) => {
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = { ...value };
    for (const [name, masker] of fields) if (name in copy) copy[name] = masker(copy[name], revealed);
    return copy;
  };
}

function unionMasker(options: readonly z.ZodType[]): Masker | null {
  const maskers = options.map((option) => [option, maskerFor(option)] as const);
  if (maskers.every(([, masker]) => masker === null)) return null;
  return (value, revealed) => {
    const hit = maskers.find(([option]) => option.safeParse(value).success);
    return hit?.[1] ? hit[1](value, revealed) : value;
  };
}

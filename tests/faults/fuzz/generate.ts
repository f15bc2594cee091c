import fc from 'fast-check';
import type { Chance } from '../chance.ts';

/** JSON Schema as far as the declarations' schemas and the items' forms use it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly default?: unknown;
}

/** Makes values that a schema takes, or nearly: the mutations come afterwards. */
export interface Generator {
  value(schema: Schema, name: string, chance: Chance, known: (name: string) => unknown): unknown;
}

const samples = 64;

/** @param exact nothing that the schema forbids is made on purpose */
export function newGenerator(seed: number, exact = false): Generator {
  const texts = fc.sample(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('请核对材料', '芙蓉区湘云小吃店', 'reason enough')), { seed, numRuns: 400 });
  const byPattern = new Map<string, readonly string[]>();

  function matching(pattern: string): readonly string[] {
    let made = byPattern.get(pattern);
    if (!made) {
      try {
        made = fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 300 }), { seed, numRuns: samples });
      } catch {
        made = texts; // Assertions (look-behind and alike) cannot be turned round.
      }
      byPattern.set(pattern, made);
    }
    return made;
  }

  function text(schema: Schema, name: string, chance: Chance, known: (name: string) => unknown): string {
    const met = chance.happens(0.85) ? known(name) : null;
    if (typeof met === 'string' && fits(schema, met)) return met;
    if (schema.format === 'uuid') return chance.uuid();
    if (schema.format === 'date') return `20${10 + chance.below(20)}-0${1 + chance.below(9)}-${10 + chance.below(19)}`;
    if (schema.format === 'date-time') return `2018-0${1 + chance.below(9)}-11T08:00:00.000Z`;
    if (schema.pattern !== undefined) return chance.pick(matching(schema.pattern));
    const made = chance.pick(texts);
    const long = (schema.minLength ?? 0) > [...made].length ? made + '文'.repeat(schema.minLength ?? 0) : made;
    return schema.maxLength === undefined || (!exact && chance.happens(0.05)) ? long : [...long].slice(0, schema.maxLength).join('');
  }

  /** A name may stand for different things in different views; a value of the wrong kind is left to the mutations. */
  function fits(schema: Schema, met: string): boolean {
    if (schema.maxLength !== undefined && met.length > schema.maxLength) return false;
    if (schema.format === 'uuid') return /^[0-9a-f-]{36}$/.test(met);
    return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(met);
  }

  function number(schema: Schema, name: string, chance: Chance, known: (name: string) => unknown, whole: boolean): number {
    const met = chance.happens(0.6) ? known(name) : null;
    if (typeof met === 'number') return met;
    const low = Math.max(schema.minimum ?? 0, -1_000_000);
    const high = Math.min(schema.maximum ?? 100, low + 1_000);
    const made = chance.pick([low, low + chance.below(5), high, low + chance.below(Math.max(1, high - low))]);
    return whole ? Math.round(made) : made + (chance.happens(0.2) ? 0.5 : 0);
  }

  function object(schema: Schema, chance: Chance, known: (name: string) => unknown): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (schema.required?.includes(key) ? exact || !chance.happens(0.02) : chance.happens(0.5)) made[key] = value(property, key, chance, known);
    }
    const more = schema.additionalProperties;
    if (typeof more === 'object' && Object.keys(more).length > 0) {
      for (let left = chance.below(4); left > 0; left -= 1) made[text(schema.propertyNames ?? {}, 'name', chance, known).slice(0, 40)] = value(more, 'value', chance, known);
    }
    return made;
  }

  function value(schema: Schema, name: string, chance: Chance, known: (name: string) => unknown): unknown {
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return chance.pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices && choices.length > 0) return value(chance.pick(choices), name, chance, known);
    if (schema.allOf && schema.allOf.length > 0) return value(Object.assign({}, ...schema.allOf) as Schema, name, chance, known);
    const type = Array.isArray(schema.type) ? chance.pick(schema.type as readonly string[]) : (schema.type as string | undefined);
    switch (type) {
      case 'string':
        return text(schema, name, chance, known);
      case 'integer':
      case 'number':
        return number(schema, name, chance, known, type === 'integer');
      case 'boolean':
        return chance.happens(0.6);
      case 'null':
        return null;
      case 'array': {
        const length = Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + chance.below(4));
        return Array.from({ length }, () => value(schema.items ?? {}, name.replace(/s$/, ''), chance, known));
      }
      case 'object':
        return object(schema, chance, known);
      default:
        return chance.pick([known(name), text({}, name, chance, known), chance.below(100), null]);
    }
  }
  return { value };
}

import type { Chance } from '../chance.ts';
import { hostileNames, hostileValues } from './dictionary.ts';

/** One place of a value changed: replaced, left out, added to, doubled or given another type. */
export function mutated(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return mutatedList(value, chance);
  if (value !== null && typeof value === 'object') return mutatedObject(value as Record<string, unknown>, chance);
  if (typeof value === 'string' && chance.happens(0.4)) return mutatedText(value, chance);
  return chance.pick(hostileValues);
}

function mutatedObject(value: Record<string, unknown>, chance: Chance): unknown {
  const names = Object.keys(value);
  const way = chance.below(10);
  if (names.length === 0 || way === 0) return chance.pick(hostileValues);
  const name = chance.pick(names);
  const copy: Record<string, unknown> = { ...value };
  if (way === 1) delete copy[name];
  else if (way === 2) Object.defineProperty(copy, chance.pick(hostileNames), { value: chance.pick(hostileValues), enumerable: true, configurable: true, writable: true });
  else copy[name] = mutated(copy[name], chance);
  return copy;
}

function mutatedList(value: readonly unknown[], chance: Chance): unknown {
  const way = chance.below(6);
  if (value.length === 0 || way === 0) return chance.pick(hostileValues);
  if (way === 1) return Array.from({ length: 200 }, () => value[0]);
  if (way === 2) return value.slice(1);
  if (way === 3) return [...value, chance.pick(hostileValues)];
  const at = chance.below(value.length);
  return value.map((one, index) => (index === at ? mutated(one, chance) : one));
}

export function mutatedText(value: string, chance: Chance): string {
  const at = chance.below(value.length + 1);
  const hostile = String(chance.pick(hostileValues.filter((one) => typeof one === 'string')));
  switch (chance.below(6)) {
    case 0:
      return value.slice(0, at) + hostile + value.slice(at);
    case 1:
      return value.slice(0, at);
    case 2:
      return value + value;
    case 3:
      return value.toUpperCase();
    case 4:
      return value.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + value.slice(at + 1);
    default:
      return hostile;
  }
}

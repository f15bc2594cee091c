import type { Item } from '../../items/contract.ts';
import type { Organisation, Person } from '../../identity/contract.ts';
import type { Answers, FormSchema, Supplied } from './case.ts';
import { fieldOf } from './form.ts';

export interface FaceGround {
  readonly item: Item;
  readonly answers: Answers;
  readonly person: Person;
  readonly organisation: Organisation | null;
  readonly supplied: readonly Supplied[];
  /** what the registers answered for the face, by field */
  readonly population: Readonly<Record<string, unknown>>;
  readonly entity: Readonly<Record<string, unknown>>;
}

/** The face of the licence as the item says it is filled; what only the issue itself knows is left out. */
export function licenceFace(ground: FaceGround): Readonly<Record<string, string>> {
  const face: Record<string, string> = {};
  for (const [name, source] of Object.entries(ground.item.resultFace)) {
    const value = valueOf(ground, source);
    if (value !== null && value !== '') face[name] = value;
  }
  return face;
}

type FaceSource = Item['resultFace'][string];

function valueOf(ground: FaceGround, source: FaceSource): string | null {
  switch (source.from) {
    case 'form':
      return answerInWords(ground.item.form, source.field, ground.answers);
    case 'person':
      return source.field === 'number' ? ground.person.citizenNumber : ground.person[source.field];
    case 'population':
      return textOf(ground.population[source.field]);
    case 'organisation':
      return organisationValue(ground, source.field);
    case 'licence':
      return ground.supplied.find((one) => one.how === 'licence' && one.evidence?.values[source.face] !== undefined)?.evidence?.values[source.face] ?? null;
    case 'constant':
      return source.value;
    case 'issue':
      return null;
  }
}

function organisationValue({ organisation, entity }: FaceGround, field: string): string | null {
  if (organisation === null) return null;
  if (field === 'name') return organisation.name;
  if (field === 'creditCode') return organisation.creditCode;
  return textOf(entity[field]);
}

/** An answer as a licence prints it: the Chinese label of a choice, several joined as the printed forms do. */
export function answerInWords(form: FormSchema, name: string, answers: Answers): string | null {
  const field = fieldOf(form, name);
  const value = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (field === null || value === undefined) return null;
  const label = (one: string) => field['x-enum-labels']?.[one]?.zh ?? one;
  if (Array.isArray(value)) return value.map(label).join('；');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? String(value) : label(String(value));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

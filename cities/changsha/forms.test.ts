import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/city.ts';
import { type FormField, type FormSchema, legalEntityFields, personFields, populationFields } from '../types.ts';

const city = await loadCity('changsha');
const licenceTypes = new Map(city.licenceTypes.map((type) => [type.code, type]));

/** The keywords of JSON Schema 2020-12 that every room understands; anything else would be silently ignored somewhere. */
const understood = new Set([
  ...['type', 'items', 'uniqueItems', 'minItems', 'maxItems', 'enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'format'],
  ...['x-title', 'x-hint', 'x-pattern-message', 'x-enum-labels', 'x-enum-facts', 'x-prefill', 'x-locked', 'x-when', 'x-required', 'x-multiline'],
]);

function isPrefillKnown(field: FormField): boolean {
  const prefill = field['x-prefill'];
  if (!prefill) return field['x-locked'] !== true; // a locked field that nothing fills could never be filled
  switch (prefill.from) {
    case 'person':
      return personFields.includes(prefill.field);
    case 'register':
      return populationFields.includes(prefill.field);
    case 'entity':
      return legalEntityFields.includes(prefill.field);
    case 'licence':
      return licenceTypes.get(prefill.licenceType)?.faceFields.some((face) => face.name === prefill.face) ?? false;
  }
}

function faultsOf(form: FormSchema): string[] {
  const shown = form['x-screens'].flatMap((screen) => screen.fields);
  const names = Object.keys(form.properties);
  const faults = [
    ...names.filter((name) => shown.filter((other) => other === name).length !== 1).map((name) => `${name} is not on exactly one screen`),
    ...shown.filter((name) => !names.includes(name)).map((name) => `${name} is on a screen but not in the form`),
    ...form.required.filter((name) => !names.includes(name)).map((name) => `${name} is required but not in the form`),
  ];
  for (const [name, field] of Object.entries(form.properties)) {
    const options = field.enum ?? field.items?.enum;
    const when = field['x-when'];
    if (Object.keys(field).some((key) => !understood.has(key))) faults.push(`${name} uses a keyword that is not understood`);
    if (!field['x-title'].zh || !field['x-title'].en?.text) faults.push(`${name} has no title in both languages`);
    if (!isPrefillKnown(field)) faults.push(`${name} is prefilled from something unknown`);
    if (options && Object.keys(field['x-enum-labels'] ?? {}).join() !== options.join()) faults.push(`${name} has options without labels`);
    if (field.type === 'string' && !options && field.format !== 'date' && !field.maxLength && !field.pattern) faults.push(`${name} has no bound`);
    if (field.type === 'integer' && (field.minimum === undefined || field.maximum === undefined)) faults.push(`${name} has no bound`);
    if (field.pattern && !field['x-locked'] && !field['x-pattern-message']) faults.push(`${name} does not say what its pattern wants`);
    if (when && form.required.includes(name)) faults.push(`${name} is required even when it is not shown`);
    if (when) {
      const asked = form.properties[when.field];
      const answers: readonly (string | boolean)[] = asked?.type === 'boolean' ? [true, false] : (asked?.enum ?? []);
      if (!answers.includes(when.equals)) faults.push(`${name} waits for an answer that cannot come`);
      if (shown.indexOf(when.field) > shown.indexOf(name)) faults.push(`${name} waits for an answer that comes later`);
    }
  }
  return faults;
}

describe.each(city.items.map((item) => [item.slug, item.form] as const))('the form of %s', (_, form) => {
  test('is a flat object of known keywords whose fields stand on one screen each', () => {
    expect([form.$schema, form.type, form.additionalProperties]).toEqual(['https://json-schema.org/draft/2020-12/schema', 'object', false]);
    expect(faultsOf(form)).toEqual([]);
  });

  test('has patterns that compile with the u flag and refuse what is plainly wrong', () => {
    for (const [name, field] of Object.entries(form.properties)) {
      if (field.pattern) expect(new RegExp(field.pattern, 'u').test('<script>'), name).toBe(false);
    }
  });

  test('ends with a declaration that the person must make', () => {
    expect(form['x-screens'].at(-1)?.fields.at(-1)).toBe('truthDeclared');
    expect(form.properties.truthDeclared).toMatchObject({ type: 'boolean', const: true });
    expect(form.required).toContain('truthDeclared');
  });
});

describe('the name of an individual business', () => {
  const name = city.items.find((item) => item.slug === 'individual-business-registration')?.form.properties.businessName;
  const pattern = new RegExp(name?.pattern ?? '(?!)', 'u');

  test.each(['芙蓉区湘云小吃店', '长沙市天心区龙㛃米粉店', '岳麓区𠮷文华理发店', '长沙县阿卜杜·热合曼烤馆'])('may be %s', (text) => {
    expect(pattern.test(text)).toBe(true);
  });

  test.each(['湘云小吃店', '芙蓉区湘云餐饮有限公司', '芙蓉区', '芙蓉区Noodle', '芙蓉区湘云 小吃店', '株洲市湘云小吃店'])('may not be %s', (text) => {
    expect(pattern.test(text)).toBe(false);
  });
});

describe('the check of forms itself', () => {
  const sound = city.items.find((item) => item.slug === 'food-business-licence')?.form as FormSchema;
  const seats = sound.properties.seats as FormField;
  const planted = (name: string, field: FormField): FormSchema => ({ ...sound, properties: { ...sound.properties, [name]: field } });

  test.each<[string, FormSchema]>([
    ['seats waits for an answer that cannot come', planted('seats', { ...seats, 'x-when': { field: 'mainBusiness', equals: 'circus' } })],
    ['seats waits for an answer that comes later', planted('seats', { ...seats, 'x-when': { field: 'onlineOrders', equals: true } })],
    ['workers has no bound', planted('workers', { type: 'integer', 'x-title': seats['x-title'] })],
    ['phone is prefilled from something unknown', planted('phone', { ...sound.properties.phone, 'x-prefill': undefined, 'x-locked': true } as FormField)],
    ['extra is not on exactly one screen', planted('extra', { type: 'boolean', 'x-title': seats['x-title'] })],
    ['seats is required even when it is not shown', { ...sound, required: [...sound.required, 'seats'] }],
  ])('finds that %s', (finding, form) => {
    expect(faultsOf(form)).toContain(finding);
  });
});

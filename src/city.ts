import { readdir, readFile } from 'node:fs/promises';
import type {
  CityData,
  DemoCardReader,
  DemoEntity,
  DemoPerson,
  ItemData,
  LicenceTypeData,
  OfficeData,
  StaffMember,
  SystemData,
} from '../cities/types.ts';
import { type Calendar, parseCalendar } from './standards/calendar.ts';

/** One city's data, read from its folder: another city is another folder of the same files. */
export interface City {
  readonly data: CityData;
  readonly offices: readonly OfficeData[];
  readonly systems: readonly SystemData[];
  readonly items: readonly ItemData[];
  readonly licenceTypes: readonly LicenceTypeData[];
  readonly calendar: Calendar;
}

export interface DemoData {
  readonly people: readonly DemoPerson[];
  readonly entities: readonly DemoEntity[];
  readonly staff: readonly StaffMember[];
  readonly readers: readonly DemoCardReader[];
}

const root = new URL('../', import.meta.url);

/** @throws when the city has no folder */
export async function loadCity(name: string): Promise<City> {
  if (!/^[a-z-]{1,40}$/.test(name)) throw new Error(`not the name of a city: ${name}`);
  const folder = new URL(`cities/${name}/`, root);
  const [data, offices, systems, licenceTypes, itemNames, calendar] = await Promise.all([
    readJson<CityData>(folder, 'city.json'),
    readJson<{ offices: OfficeData[] }>(folder, 'offices.json'),
    readJson<{ systems: SystemData[] }>(folder, 'systems.json'),
    readJson<{ licenceTypes: LicenceTypeData[] }>(folder, 'licence-types.json'),
    readdir(new URL('items/', folder)),
    loadCalendar(),
  ]);
  const items = await Promise.all(itemNames.filter((file) => file.endsWith('.json')).sort().map((file) => readJson<ItemData>(new URL('items/', folder), file)));
  return { data, offices: offices.offices, systems: systems.systems, items, licenceTypes: licenceTypes.licenceTypes, calendar };
}

export async function loadDemo(name: string): Promise<DemoData> {
  const folder = new URL(`cities/${name}/demo/`, root);
  const [people, entities, staff, readers] = await Promise.all([
    readJson<{ people: DemoPerson[] }>(folder, 'people.json'),
    readJson<{ entities: DemoEntity[] }>(folder, 'entities.json'),
    readJson<{ staff: StaffMember[] }>(folder, 'staff.json'),
    readJson<{ readers: DemoCardReader[] }>(folder, 'card-readers.json'),
  ]);
  return { people: people.people, entities: entities.entities, staff: staff.staff, readers: readers.readers };
}

/** The official working-day calendar of the State Council's notices. */
export async function loadCalendar(): Promise<Calendar> {
  return parseCalendar(await readFile(new URL('reference/calendars/holidays.csv', root), 'utf8'));
}

async function readJson<T>(folder: URL, file: string): Promise<T> {
  return JSON.parse(await readFile(new URL(file, folder), 'utf8')) as T;
}

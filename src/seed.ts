import { loadDemo } from './city.ts';
import type { House } from './house.ts';
import { performAs } from './kernel/http/perform.ts';
import { done } from './kernel/outcome.ts';
import { publishItem } from './modules/items/use-cases/publish.ts';
import { seedRegisters } from './modules/registers/seed.ts';

const system = { role: 'public' } as const;

/** Reference data of the city: offices, licence types, published items. Safe to repeat at every start. */
export async function loadReference(house: House): Promise<void> {
  const { database, clock, city, rooms } = house;
  await database.transact((tx) => rooms.identity.loadOffices(tx));
  await performAs(database, clock, 'system.load-reference', system, async (deed) => {
    for (const item of city.items) await publishItem(deed, { instance: city.data.instance, region: city.data.region }, item);
    return done(undefined);
  });
}

/** The invented people, organisations, staff and readers of a demo; their secrets are made here, per installation. */
export async function loadDemoPeople(house: House): Promise<void> {
  const demo = await loadDemo(house.config.city);
  await performAs(house.database, house.clock, 'system.load-demo', system, async (deed) => {
    await seedRegisters(deed, house.city, demo.people, demo.entities);
    return done(undefined);
  });
  await house.rooms.identity.seedDemo(demo, house.config.dataFolder);
}

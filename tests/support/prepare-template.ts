import type { PoolConfig } from 'pg';
import { migrateHouse } from '../../src/migrations.ts';

/** Brings the database that every test database is copied from to where the application's own start would bring it. */
export async function prepareTemplate(config: PoolConfig): Promise<void> {
  await migrateHouse(config);
}

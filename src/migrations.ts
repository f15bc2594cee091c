import pg from 'pg';
import { migrate, type MigrationFolder } from './kernel/migrate.ts';

const rooms = ['identity', 'registers', 'items', 'licences', 'channels', 'cases', 'supervision'] as const;

/** Every folder of migrations, kernel first, then the rooms in their order. */
export const migrationFolders: readonly MigrationFolder[] = [
  { room: 'kernel', folder: new URL('./kernel/migrations/', import.meta.url) },
  ...rooms.map((room) => ({ room, folder: new URL(`./modules/${room}/migrations/`, import.meta.url) })),
];

/** Brings the database's tables up to this program; several processes may ask at once, one does it. */
export async function migrateHouse(connection: pg.PoolConfig): Promise<number> {
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  try {
    return await migrate(client, migrationFolders);
  } finally {
    await client.end();
  }
}

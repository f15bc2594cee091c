import type { Outcome } from '../outcome.ts';
import type { Text } from '../text.ts';
import type { DataFolder } from './data-folder.ts';
import { startEmbedded } from './embedded.ts';
import { connectOutside } from './outside.ts';
import type { DatabaseRefusal, PostgresServer } from './server.ts';

/** The database that the configuration asks for: the one that DATABASE_URL names, else one of our own in the data folder. */
export function openPostgres(options: {
  readonly databaseUrl: string | null;
  readonly production: boolean;
  readonly folder: DataFolder;
  readonly notice: (text: Text) => void;
}): Promise<Outcome<PostgresServer, DatabaseRefusal>> {
  const { databaseUrl, production, folder, notice } = options;
  return databaseUrl === null ? startEmbedded({ folder, notice }) : connectOutside({ url: databaseUrl, production, notice });
}

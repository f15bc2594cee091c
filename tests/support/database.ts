import type { PoolConfig } from 'pg';
import { inject } from 'vitest';
import { databaseOf, newDatabaseName } from './database-of.ts';
import { onServer } from './test-server.ts';

export interface TestDatabase {
  /** As the application connects: its own role, no superuser. */
  readonly config: PoolConfig;
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** An empty database instead of a copy of the migrated template. */
  readonly empty?: boolean;
  /** Runs once on the new database, for tests that bring tables of their own. */
  readonly migrate?: (config: PoolConfig) => Promise<void>;
}

/** A database of its own for one test file, copied from the template that the run prepared once (prepare-template.ts). */
export async function testDatabase({ empty = false, migrate }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = newDatabaseName('test');
  await onServer(server, (client) => client.query(`create database ${name} template ${empty ? 'template0' : inject('testTemplate')}`));
  const config = databaseOf(server, name);
  await migrate?.(config);
  return {
    config,
    drop: async () => {
      await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: PoolConfig;
    testTemplate: string;
  }
}

import type { PoolConfig } from 'pg';

/** The same server and role, another database. */
export function databaseOf(server: PoolConfig, name: string): PoolConfig {
  if (!server.connectionString) return { ...server, database: name };
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.href };
}

import { randomBytes } from 'node:crypto';
import type { PoolConfig } from 'pg';

/** The same server and role, another database. */
export function databaseOf(server: PoolConfig, name: string): PoolConfig {
  if (!server.connectionString) return { ...server, database: name };
  // Not by URL: with a socket folder as ?host= the address has a user and no host, which is no URL to Node.
  const [, head = '', , tail = ''] = /^(\w+:\/\/[^/?]*)(\/[^?]*)?(\?.*)?$/.exec(server.connectionString) ?? [];
  return { connectionString: `${head}/${name}${tail}` };
}

/** Tells when it was made: on a server that is not ours, a killed run's databases stay until a later run finds them old. */
export function newDatabaseName(kind: 'template' | 'test'): string {
  return `onevisit_${kind}_${Date.now().toString(36)}_${randomBytes(5).toString('hex')}`;
}

export function isLeftOver(name: string): boolean {
  const made = Number.parseInt(/^onevisit_(?:template|test)_([0-9a-z]+)_[0-9a-f]{10}$/.exec(name)?.[1] ?? '', 36);
  return Date.now() - made > oneDayMilliseconds;
}

const oneDayMilliseconds = 86_400_000;

import type { PoolConfig } from 'pg';

/** Brings the database that every test database is copied from to where the application's own start would bring it. */
export async function prepareTemplate(_config: PoolConfig): Promise<void> {}

import type { TestProject } from 'vitest/node';
import { databaseOf, isLeftOver, newDatabaseName } from './database-of.ts';
import { prepareTemplate } from './prepare-template.ts';
import { onServer, startTestServer, type TestServer } from './test-server.ts';

/** Every project that needs a database runs this; the first one starts the server and the last one stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = currentRun();
  run.users += 1;
  run.ready ??= prepare();
  const { server, template } = await run.ready;
  project.provide('testServer', server.connection);
  project.provide('testTemplate', template);
  return async () => {
    run.users -= 1;
    if (run.users > 0) return;
    await onServer(server.connection, (client) => client.query(`drop database if exists ${template} with (force)`));
    await server.stop();
  };
}

async function prepare(): Promise<Prepared> {
  const server = await startTestServer(process.env);
  try {
    const template = newDatabaseName('template');
    await onServer(server.connection, async (client) => {
      const { rows } = await client.query<{ name: string }>('select datname as name from pg_database');
      for (const { name } of rows.filter((one) => isLeftOver(one.name))) await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${template} template template0`);
    });
    await prepareTemplate(databaseOf(server.connection, template));
    return { server, template };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

interface Prepared {
  readonly server: TestServer;
  readonly template: string;
}

interface Run {
  users: number;
  ready?: Promise<Prepared>;
}

/** Each project loads this file anew, so what they share hangs on the process. */
function currentRun(): Run {
  const shared = globalThis as { onevisitTestRun?: Run };
  shared.onevisitTestRun ??= { users: 0 };
  return shared.onevisitTestRun;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type tls from 'node:tls';
import pg from 'pg';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Text, words } from '../text.ts';
import { type DatabaseRefusal, type PostgresServer, refusalWords } from './server.ts';

export interface OutsideOptions {
  readonly url: string;
  /** What production refuses, a demonstration is only told. */
  readonly production: boolean;
  readonly notice?: (text: Text) => void;
}

/** A PostgreSQL that somebody else runs, looked over before anything is written to it. */
export async function connectOutside({ url, production, notice = () => {} }: OutsideOptions): Promise<Outcome<PostgresServer, DatabaseRefusal>> {
  const address = readAddress(url);
  if (!address.ok) return address;
  const { server, user, database } = address.value;
  const seen = await look(url, address.value);
  if (!seen.ok) return seen;
  for (const { refusal, productionOnly } of objections(seen.value, address.value)) {
    if (production || !productionOnly) return refuse(refusal);
    notice(words(`演示模式下的提醒:${refusalWords(refusal).zh}`, `Overlooked in demo mode: ${refusalWords(refusal).en?.text ?? ''}`));
  }
  const version = seen.value.version;
  return done({
    kind: 'outside',
    connection: { connectionString: url },
    describe: () => words(`外部 PostgreSQL ${version},${user}@${server}/${database}`, `outside PostgreSQL ${version}, ${user}@${server}/${database}`),
    stop: async () => {},
  });
}

export interface Address {
  /** Host and port, without the password: this is shown. */
  readonly server: string;
  readonly user: string;
  readonly database: string;
  readonly isLocal: boolean;
  readonly checksCertificate: boolean;
}

export function readAddress(url: string): Outcome<Address, DatabaseRefusal> {
  if (!/^postgres(ql)?:\/\//.test(url)) return refuse({ kind: 'url-unreadable', why: 'postgresql://…' });
  try {
    const client = new pg.Client({ connectionString: url });
    const { host, port, user = '', database = '' } = client;
    const ssl: unknown = client.ssl; // Declared boolean; sslmode makes an object of it.
    const isLocal = host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\./.test(host);
    const checksCertificate = ssl === true || (typeof ssl === 'object' && (ssl as tls.ConnectionOptions).rejectUnauthorized !== false);
    return done({ server: host.startsWith('/') ? host : `${host}:${port}`, user, database, isLocal, checksCertificate });
  } catch (error) {
    // Not the message itself: it repeats the URL, and with it the password.
    return refuse({ kind: 'url-unreadable', why: (error as { code?: string }).code ?? 'form' });
  }
}

export interface Seen {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly passesRowSecurity: boolean;
  readonly createsRoles: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

/** What stands against a server, the gravest first. */
export function objections(seen: Seen, address: Address): { refusal: DatabaseRefusal; productionOnly: boolean }[] {
  const { user, server } = address;
  const found: { refusal: DatabaseRefusal; productionOnly: boolean }[] = [];
  if (seen.number < oldestVersion) found.push({ refusal: { kind: 'server-too-old', found: seen.version }, productionOnly: false });
  if (seen.encoding !== 'UTF8') found.push({ refusal: { kind: 'encoding-is-not-utf8', found: seen.encoding }, productionOnly: false });
  if (seen.passesRowSecurity) found.push({ refusal: { kind: 'role-is-superuser', user }, productionOnly: true });
  if (!seen.createsRoles) found.push({ refusal: { kind: 'role-may-not-create-roles', user }, productionOnly: false });
  for (const [name, value] of Object.entries(seen.settings)) {
    if (value === 'off') found.push({ refusal: { kind: 'server-may-lose-writes', setting: `${name} = off` }, productionOnly: true });
  }
  if (!address.isLocal && !address.checksCertificate) found.push({ refusal: { kind: 'connection-is-open', server }, productionOnly: true });
  return found;
}

/** Views with the asker's rights (security_invoker), on which row-level security rests, came with 15. */
const oldestVersion = 150_000;

async function look(url: string, { server, user, database }: Address): Promise<Outcome<Seen, DatabaseRefusal>> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {}); // The connection may break after the answer; the next one will tell.
    try {
      await client.connect();
      return done(await ask(client));
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      if (code === stillStarting && attempt < startingAttempts) await sleep(500);
      else if (code.startsWith('28') || /password/.test(message)) return refuse({ kind: 'login-refused', server, user });
      else if (code === noSuchDatabase) return refuse({ kind: 'no-such-database', server, database });
      else return refuse({ kind: 'server-unreachable', server, why: code || message });
    } finally {
      void client.end().catch(() => {}); // Not awaited: it never answers when the other side is no PostgreSQL.
    }
  }
}

const stillStarting = '57P03';
const startingAttempts = 60;
const noSuchDatabase = '3D000';

async function ask(client: pg.Client): Promise<Seen> {
  const { rows } = await client.query<Seen>(`
    select current_setting('server_version_num')::int as number,
      current_setting('server_version') as version,
      (select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as encoding,
      rolsuper or rolbypassrls as "passesRowSecurity",
      rolsuper or rolcreaterole as "createsRoles",
      jsonb_build_object('fsync', current_setting('fsync'), 'full_page_writes', current_setting('full_page_writes'),
        'synchronous_commit', current_setting('synchronous_commit')) as settings
    from pg_roles where rolname = current_user`);
  const seen = rows[0];
  if (!seen) throw new Error('the server knows no current role');
  return seen;
}

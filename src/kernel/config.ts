import { resolve } from 'node:path';

export type Mode = 'demo' | 'production';

/** What the environment says, read once and given its meaning here; nothing else reads process.env. */
export interface Config {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly city: string;
  readonly clockShiftDays: number;
  readonly keysPassphrase: string | null;
  /** seals the keys of a backup on their own medium */
  readonly backupPassphrase: string | null;
  readonly licenceAlgorithm: 'sm' | 'intl';
  /** the address people see, for links and QR codes */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  readonly limitFactor: number;
  readonly parts: { readonly web: boolean; readonly worker: boolean };
  readonly logLevel: string;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function readConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const mode = oneOf(env, 'ONEVISIT_MODE', ['demo', 'production'] as const, 'demo');
  const port = whole(env, 'PORT', 3000, 0, 65_535);
  const host = env.HOST ?? '127.0.0.1';
  const parts = oneOf(env, 'ONEVISIT_PARTS', ['all', 'web', 'worker'] as const, 'all');
  const config: Config = {
    mode,
    port,
    host,
    dataFolder: resolve(folder, env.ONEVISIT_DATA ?? '.onevisit'),
    databaseUrl: env.DATABASE_URL || null,
    city: env.ONEVISIT_CITY ?? 'changsha',
    clockShiftDays: whole(env, 'ONEVISIT_CLOCK_SHIFT', 0, -36_500, 36_500),
    keysPassphrase: env.ONEVISIT_KEYS_PASSPHRASE || null,
    backupPassphrase: env.ONEVISIT_BACKUP_PASSPHRASE || null,
    licenceAlgorithm: oneOf(env, 'ONEVISIT_LICENCE_ALGORITHM', ['sm', 'intl'] as const, 'sm'),
    publicUrl: (env.ONEVISIT_PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    trustProxy: env.ONEVISIT_TRUST_PROXY === '1',
    // Invented people share few accounts: in demo mode the limits are wide so that a tour or a checker is not stopped by them.
    limitFactor: whole(env, 'ONEVISIT_LIMIT_FACTOR', mode === 'demo' ? 1000 : 1, 1, 100_000),
    parts: { web: parts !== 'worker', worker: parts !== 'web' },
    logLevel: env.ONEVISIT_LOG ?? 'info',
  };
  refuseForProduction(config);
  return config;
}

function refuseForProduction(config: Config): void {
  if (config.mode === 'demo') {
    if (!isLoopback(config.host)) throw new ConfigError(`demo mode listens on loopback only, not on HOST=${config.host}`);
    return;
  }
  const reasons = [
    config.databaseUrl ? null : 'DATABASE_URL is missing',
    config.keysPassphrase ? null : 'ONEVISIT_KEYS_PASSPHRASE is missing: the key folder would lie open',
    config.clockShiftDays === 0 ? null : 'ONEVISIT_CLOCK_SHIFT moves the legal clock',
    config.publicUrl.startsWith('https://') ? null : 'ONEVISIT_PUBLIC_URL must begin with https://',
    isLoopback(config.host) || config.trustProxy ? null : 'without TLS in front (ONEVISIT_TRUST_PROXY=1) the server binds loopback only',
  ].filter((reason) => reason !== null);
  if (reasons.length > 0) throw new ConfigError(`production refuses to start:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function oneOf<const V extends string>(env: Readonly<Record<string, string | undefined>>, name: string, values: readonly V[], fallback: V): V {
  const value = env[name];
  if (value === undefined || value === '') return fallback;
  const hit = values.find((one) => one === value);
  if (hit === undefined) throw new ConfigError(`${name} is one of ${values.join(', ')}, not ${value}`);
  return hit;
}

function whole(env: Readonly<Record<string, string | undefined>>, name: string, fallback: number, least: number, most: number): number {
  const value = env[name];
  if (value === undefined || value === '') return fallback;
  if (!/^-?\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) {
    throw new ConfigError(`${name} is a whole number from ${least} to ${most}, not ${value}`);
  }
  return Number(value);
}

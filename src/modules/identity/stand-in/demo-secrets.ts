import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base32 } from '../domain/totp.ts';

export interface DemoSecret {
  readonly name: string;
  readonly number: string;
  readonly password: string;
}
export interface DemoStaffSecret extends DemoSecret {
  readonly role: string;
  /** base32 */
  readonly totpSecret: string;
}

/** Passwords and second factors of the demo's people: made per installation, never in a file of the project. */
export interface DemoSecrets {
  readonly citizens: readonly DemoSecret[];
  readonly staff: readonly DemoStaffSecret[];
}

const fileName = 'demo-people.json';

export function demoSecretsPath(dataFolder: string): string {
  return join(dataFolder, fileName);
}

export function readDemoSecrets(dataFolder: string): DemoSecrets {
  try {
    return JSON.parse(readFileSync(demoSecretsPath(dataFolder), 'utf8')) as DemoSecrets;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return { citizens: [], staff: [] };
    throw error;
  }
}

/** Whole or not at all: a start that breaks off leaves the old file. */
export function writeDemoSecrets(dataFolder: string, secrets: DemoSecrets): void {
  const path = demoSecretsPath(dataFolder);
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** 80 bits in four groups that people can type from a screen. */
export function newDemoPassword(): string {
  return (base32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join('-');
}

export function newTotpSecret(): string {
  return base32(randomBytes(20));
}

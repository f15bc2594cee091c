import { readFile, stat, writeFile } from 'node:fs/promises';
import { isUuid } from '../../kernel/brand.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done, refuse } from '../../kernel/outcome.ts';
import { problemOf } from '../../kernel/problem.ts';
import type { Command, CommandAnswer, CommandArguments } from '../../kernel/room.ts';
import { parseLicenceIdentifier } from '../../standards/licence-identifier.ts';
import type { LicenceId } from './contract.ts';
import { fileLimitBytes } from './domain/licence-file.ts';
import { type Verdict, verifyLicenceFile } from './domain/verify.ts';
import type { Ground } from './needs.ts';
import { licencesProblems } from './problems.ts';
import { findByIdentifier } from './sql/licence.ts';
import { loadTrustFile, refreshTrustFile, trustFileIn, trustText } from './trust-store.ts';
import { exportFile } from './use-cases/export-file.ts';

export interface CommandBinding<Context> {
  /** the room over the running server's database, or one opened for the command */
  ground(context: Context): Promise<Ground>;
  /** from the environment, without opening anything */
  dataFolder(): string;
}

export function licencesCommands<Context>(binding: CommandBinding<Context>): readonly Command<Context>[] {
  return [
    { room: 'licences', verb: 'export', describe: 'ID --out FILE: a licence with all its proofs, to be verified without a network', pure: false, run: async (context, args) => exportLicence(await binding.ground(context), args) },
    { room: 'licences', verb: 'verify', describe: 'FILE [--trust keys.json]: is it genuine and in force? without network and database', pure: true, run: (_context, args) => verifyFile(binding.dataFolder(), args) },
    { room: 'keys', verb: 'export', describe: '[--out FILE]: the public keys that verify licences, with purposes, windows and states', pure: false, run: async (context, args) => exportKeys(await binding.ground(context), args) },
  ];
}

function optionOf(args: CommandArguments, name: string): string | null {
  const value = args.options[name];
  return typeof value === 'string' ? value : null;
}

function unusable(usage: string): CommandAnswer {
  return { exit: 2, json: { usage }, text: usage };
}

const attempts = 25;
const pauseMilliseconds = 200;

async function exportLicence(ground: Ground, args: CommandArguments): Promise<CommandAnswer> {
  const [named] = args.positional;
  const out = optionOf(args, 'out');
  if (named === undefined || out === null) return unusable('licences export ID --out FILE');
  let refused: CommandAnswer | null = null;
  // A licence of this second has its place in the log within the next: wait for it.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const exported = await performAs(ground.database, ground.clock, 'licences.export', { role: 'public' }, async (deed) => {
      const id = await idOf(deed, named);
      if (id === null) return refuse({ kind: 'licence-unknown' as const });
      const file = await exportFile(ground, deed, id, true);
      if (file.ok) deed.audit({ object: { kind: 'licence', id }, detail: { by: 'command line' } });
      return file.ok ? done({ id, text: file.value }) : file;
    });
    if (exported.ok) {
      await writeFile(out, exported.value.text, { mode: 0o600 });
      await refreshTrustFile(ground);
      return { exit: 0, json: { licence: exported.value.id, file: out }, text: `已导出 exported: ${out}` };
    }
    const problem = problemOf(licencesProblems, exported.refusal, 'zh');
    refused = { exit: 1, json: { refused: exported.refusal }, text: problem.title };
    if (exported.refusal.kind !== 'licence-not-ready') break;
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  return refused ?? unusable('licences export ID --out FILE');
}

/** By id, or by the identifier that stands on the paper. */
async function idOf(deed: Parameters<typeof exportFile>[1], named: string): Promise<LicenceId | null> {
  if (isUuid(named)) return named as LicenceId;
  const parsed = parseLicenceIdentifier(named);
  const row = parsed.ok ? await findByIdentifier(deed.tx, parsed.value) : null;
  return row ? (row.id as LicenceId) : null;
}

async function exportKeys(ground: Ground, args: CommandArguments): Promise<CommandAnswer> {
  const trust = await refreshTrustFile(ground);
  const out = optionOf(args, 'out');
  if (out !== null) await writeFile(out, trustText(trust));
  return { exit: 0, json: trust, text: out === null ? trustText(trust).trimEnd() : `已导出 exported: ${out}` };
}

/** Exit 0 genuine and in force, 1 not, 2 unreadable. The keys come from --trust or from this installation's own list, never from the file. */
async function verifyFile(dataFolder: string, args: CommandArguments): Promise<CommandAnswer> {
  const [path] = args.positional;
  // --trust without its file must not fall back to another list.
  if (path === undefined || args.options.trust === true) return unusable('licences verify FILE [--trust keys.json]');
  const trustPath = optionOf(args, 'trust') ?? trustFileIn(dataFolder);
  const trust = await loadTrustFile(trustPath);
  if (trust === null) return unreadable(`没有可信公钥清单 no list of trusted keys: ${trustPath}`);
  const source = await readSource(path);
  if (source === null) return unreadable(`文件无法读取 the file cannot be read: ${path}`);
  const verdict = verifyLicenceFile(source, trust, new Date());
  return { exit: verdict.valid ? 0 : verdict.failed === 'file' ? 2 : 1, json: told(verdict), text: wordsOf(verdict) };
}

async function readSource(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).size > fileLimitBytes) return null;
    const bytes = await readFile(path);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unreadable(reason: string): CommandAnswer {
  return { exit: 2, json: { valid: false, failed: 'file', steps: [{ step: 'file', ok: false, reason }], standing: null, asOf: null }, text: reason };
}

function told({ valid, failed, steps, standing, asOf }: Verdict) {
  return { valid, failed, steps, standing, asOf };
}

function wordsOf(verdict: Verdict): string {
  const lines = verdict.steps.map((step) => `${step.ok ? '✓' : '✗'} ${step.step}: ${step.reason}`);
  const of = verdict.record ? [`${verdict.record.type.name} ${verdict.record.number} ${verdict.record.holder.name}`] : [];
  return [verdict.valid ? '有效 valid' : '无效 not valid', ...of, ...lines].join('\n');
}

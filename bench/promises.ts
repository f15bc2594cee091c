import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resultsFolder } from './results.ts';

/** One line of PROMISES.md: what is promised, what tries to break it, what came of it last. */
interface Line {
  readonly promise: string;
  readonly test: string;
  readonly figure: string;
  readonly when: string;
  readonly command: string;
}

type Json = Readonly<Record<string, unknown>>;

interface Speed {
  readonly promise: string;
  readonly test: string;
  readonly say: (of: Json) => string;
  readonly kept: (of: Json) => boolean;
}

const goals = { ratio: 0.25, answerMs: 100, laterStartMs: 5_000 };

function slowestOf(of: Json): readonly [string, number] {
  return Object.entries(of.p99Ms as Record<string, number>).sort(([, a], [, b]) => b - a)[0] ?? ['none', 0];
}

/** Speeds: the figures of a bench in words, and whether they reach their goal. */
const speeds: Readonly<Record<string, Speed>> = {
  errand: {
    promise: `A whole errand costs at most four times what its bare rows cost the database (ratio at least ${goals.ratio}), and every request answers within ${goals.answerMs} ms at half the reached rate`,
    test: 'bench/measure-errand.ts',
    say: (of) => {
      const [slowest, milliseconds] = slowestOf(of);
      return `${of.errandsPerSecond} errands/s of ${of.limitPerSecond}/s, ratio ${of.ratio}; slowest p99 ${milliseconds} ms (${slowest}); first PDF apart ${of.pdfP99Ms} ms`;
    },
    kept: (of) => Number(of.ratio) >= goals.ratio && slowestOf(of)[1] < goals.answerMs,
  },
  start: {
    promise: 'The first page is there soon after a cold start (first run under 3 minutes with installation, later runs under 5 seconds)',
    test: 'bench/measure-start.ts',
    say: (of) => `${of.firstPageMs} ms; ${of.firstPageOnEmptyFolderMs} ms on an empty data folder, installation apart`,
    kept: (of) => Number(of.firstPageMs) < goals.laterStartMs,
  },
};

const documents = { promises: new URL('../PROMISES.md', import.meta.url), readme: new URL('../README.md', import.meta.url) };

/** The lines for every result that lies in the folder, speeds last. */
export function readLines(folder: string = resultsFolder): Line[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
  const read = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Json;
  const faults = names.filter((name) => name.startsWith('faults-')).map((name) => faultLine(read(name)));
  const measured = names.filter((name) => !name.startsWith('faults-')).flatMap((name) => speedLine(name.replace('.json', ''), read(name)));
  return [...faults, ...measured];
}

function faultLine(report: Json): Line {
  const figures = Object.entries(report.figures as Json).filter(([, value]) => typeof value === 'number' || typeof value === 'string');
  const failures = (report.failures as readonly unknown[]).length;
  return {
    promise: String(report.promise),
    test: `tests/faults (${String(report.test)})`,
    figure: `${failures === 0 ? 'kept' : `**broken ${failures} times**`}: ${figures.slice(0, 6).map(([name, value]) => `${name} ${String(value)}`).join(', ')}`,
    when: whenOf(report),
    command: String(report.command),
  };
}

export function speedLine(name: string, result: Json): Line[] {
  const speed = speeds[name];
  return speed ? [{ promise: speed.promise, test: speed.test, figure: `${speed.kept(result) ? 'kept' : '**not kept**'}: ${speed.say(result)}`, when: whenOf(result), command: String(result.command) }] : [];
}

function whenOf(of: Json): string {
  return `${String(of.at).slice(0, 10)}, ${String(of.commit).slice(0, 9)}`;
}

export function tableOf(lines: readonly Line[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = lines.map((line) => `| ${[line.promise, line.test, line.figure, line.when, `\`${line.command}\``].map(cell).join(' | ')} |`);
  return ['| promise | what tries to break it | last figure | when, commit | command |', '|---|---|---|---|---|', ...rows].join('\n');
}

export function promisesText(lines: readonly Line[]): string {
  return `# Promises

Each promise, the test that tries to break it, its last figure and the command that prints it again. This page is made from the files in
\`bench/results/\` by \`npm run bench -- promises\`; nobody types a figure. Runs share their machine with others: read ratios before seconds.

${lines.length === 0 ? 'No run has been kept yet.' : tableOf(lines)}
`;
}

/** The README with the figures between its two marks. */
export function withFigures(readme: string, lines: readonly Line[]): string {
  const [head, rest] = readme.split('<!-- figures -->');
  const tail = rest?.split('<!-- /figures -->')[1];
  if (head === undefined || tail === undefined) throw new Error('the README has lost the marks of its figures');
  const rows = lines.map((line) => `| ${line.promise.replaceAll('|', '\\|')} | ${line.figure.replaceAll('|', '\\|')} |`);
  return `${head}<!-- figures -->\n| promise | last figure |\n|---|---|\n${rows.join('\n')}\n\n[All of them, with their tests and commands](PROMISES.md)\n<!-- /figures -->${tail}`;
}

export function writePromises(): void {
  const lines = readLines();
  writeFileSync(documents.promises, promisesText(lines));
  writeFileSync(documents.readme, withFigures(readFileSync(documents.readme, 'utf8'), lines));
}

/** What of the documents differs from what the results say; empty when they agree. */
export function staleDocuments(): string[] {
  const lines = readLines();
  const promises = existsSync(documents.promises) ? readFileSync(documents.promises, 'utf8') : '';
  const readme = readFileSync(documents.readme, 'utf8');
  return [...(promises === promisesText(lines) ? [] : ['PROMISES.md']), ...(readme === withFigures(readme, lines) ? [] : ['README.md'])];
}

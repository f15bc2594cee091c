import { median, rounded } from './figures.ts';
import { startServer, temporaryFolder } from './server.ts';

export interface StartFigures {
  /** from the start of the process until the portal's first page is there, with an empty data folder */
  readonly firstPageOnEmptyFolderMs: number;
  /** the same with a data folder that was used before */
  readonly firstPageMs: number;
  readonly firstPageBytes: number;
  readonly rounds: readonly { readonly emptyFolderMs: number; readonly laterMs: number }[];
}

const rounds = 5;

/** Installation and the desk's build come before and are not part of it. */
export async function measureStart(say: (line: string) => void): Promise<StartFigures> {
  const done: { emptyFolderMs: number; laterMs: number }[] = [];
  let bytes = 0;
  for (let turn = 0; turn < rounds; turn += 1) {
    const folder = await temporaryFolder();
    try {
      const first = await firstPage(folder.path);
      const later = await firstPage(folder.path);
      bytes = later.bytes;
      done.push({ emptyFolderMs: rounded(first.milliseconds, 0), laterMs: rounded(later.milliseconds, 0) });
      say(`round ${turn + 1}: ${done.at(-1)?.emptyFolderMs} ms on an empty folder, ${done.at(-1)?.laterMs} ms later`);
    } finally {
      await folder.remove();
    }
  }
  return {
    firstPageOnEmptyFolderMs: median(done.map((round) => round.emptyFolderMs)),
    firstPageMs: median(done.map((round) => round.laterMs)),
    firstPageBytes: bytes,
    rounds: done,
  };
}

async function firstPage(dataFolder: string): Promise<{ milliseconds: number; bytes: number }> {
  const begun = performance.now();
  const server = await startServer({ dataFolder });
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { accept: 'text/html' } });
    const page = await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`the first page answered ${answer.status}`);
    return { milliseconds: performance.now() - begun, bytes: page.byteLength };
  } finally {
    await server.stop();
  }
}

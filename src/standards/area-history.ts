/** GB/T 2260 through the years: names and successors of region codes (reference/regions/areas-1981-2024.csv). */
export interface AreaRecord {
  readonly code: string;
  readonly name: string;
  /** First year in force. */
  readonly from: number;
  /** First year no longer in force; null while it is. */
  readonly until: number | null;
  /** The codes that its ground has now, each with the year it changed hands. */
  readonly successors: readonly { readonly code: string; readonly since: number | null }[];
}

/** The codes and names as they stood in a year: 430124 宁乡县 in 2016, 430182 宁乡市 in 2018. */
export function areaInYear(history: readonly AreaRecord[], code: string, year: number): AreaRecord | null {
  return history.find((area) => area.code === code && area.from <= year && (area.until === null || year < area.until)) ?? null;
}

/** The code that took over from one that is no longer in force; null when it is in force, unknown, or was divided among several. */
export function successorOf(history: readonly AreaRecord[], code: string): string | null {
  const records = history.filter((area) => area.code === code);
  if (records.length === 0 || records.some((area) => area.until === null)) return null;
  const last = records.reduce((latest, area) => ((area.until ?? 0) > (latest.until ?? 0) ? area : latest));
  const heirs = last.successors.filter(({ since }) => since === null || since === last.until);
  const [heir] = heirs;
  return heir && heirs.length === 1 ? heir.code : null;
}

/** @throws when a line is not of the file's form: the file is ours */
export function parseAreaHistory(csv: string): readonly AreaRecord[] {
  const [head, ...lines] = csv.trimEnd().split('\n');
  if (head !== 'code,name,from,until,successors') throw new Error(`not the area history: ${head ?? ''}`);
  return lines.map(parseLine);
}

/** All codes in short form for a browser, as reference/regions/area-codes.json holds them: '4301' → '000203…'. */
export function shortenAreaCodes(history: readonly AreaRecord[]): Record<string, string> {
  const short: Record<string, string> = {};
  for (const code of [...new Set(history.map((area) => area.code))].sort()) {
    short[code.slice(0, 4)] = (short[code.slice(0, 4)] ?? '') + code.slice(4);
  }
  return short;
}

function parseLine(line: string): AreaRecord {
  const match = /^(\d{6}),([^,]+),(\d{4}),(\d{4})?,((?:\d{6}(?:\[\d{4}\])?(?:;(?!$)|$))*)$/.exec(line);
  if (!match) throw new Error(`not a line of the area history: ${line}`);
  const [, code = '', name = '', from, until, successors = ''] = match;
  return {
    code,
    name,
    from: Number(from),
    until: until ? Number(until) : null,
    successors: successors === '' ? [] : successors.split(';').map(parseSuccessor),
  };
}

function parseSuccessor(text: string): { code: string; since: number | null } {
  return { code: text.slice(0, 6), since: text.length > 6 ? Number(text.slice(7, 11)) : null };
}

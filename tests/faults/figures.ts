/** How often each test tries to break its promise: in `npm test`, in `npm run faults`, and with `--long`. */
export const figures = {
  T01: { test: 5, ci: 20, long: 1_000, counts: 'kills of the database' },
  T02: { test: 5, ci: 20, long: 500, counts: 'kills of the server' },
  T05: { test: 50, ci: 200, long: 100_000, counts: 'races for one licence' },
  T08: { test: 10_000, ci: 50_000, long: 2_000_000, counts: 'inputs' },
  T10: { test: 1, ci: 1, long: 1, counts: 'whole tables' },
  T11: { test: 1, ci: 1, long: 1, counts: 'whole houses' },
  T13: { test: 1_000, ci: 10_000, long: 1_000_000, counts: 'forged licences' },
  T14: { test: 20, ci: 100, long: 10_000, counts: 'edits of the log' },
  surroundings: { test: 1, ci: 1, long: 1, counts: 'whole lists' },
} as const satisfies Record<string, Record<Scale, number> & { counts: string }>;

export type Scale = 'test' | 'ci' | 'long';
export type TestName = keyof typeof figures;
export const testNames = Object.keys(figures) as TestName[];

/** The sentence that each test tries to make false. */
export const promises: Record<TestName, string> = {
  T01: 'A killed database loses no acknowledged write and issues no licence twice',
  T02: 'A killed server loses no acknowledged write, and a repeated request tells what became of the first',
  T05: 'However many ask at once and whichever write fails, a case has one licence',
  T08: 'No input makes the server fail, and every answer has its published form',
  T10: 'Who may do what to whose object is exactly what the table says',
  T11: 'Nobody sees what belongs to others, and a stolen copy of the database names nobody',
  T13: 'No forged licence verifies, and every genuine one does',
  T14: 'Whoever edits what was logged is found out, the owner of the database included',
  surroundings: 'Whatever the machine around it does, it says so and loses nothing',
};

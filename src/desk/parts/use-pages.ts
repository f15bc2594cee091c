import { useState } from 'react';

export interface Pages {
  /** the mark of the page that is shown; undefined is the first */
  readonly after: string | undefined;
  readonly page: number;
  toNext(next: string | null): void;
  toPrevious(): void;
}

/** The marks of the pages walked so far; another filter begins at the first page again. */
export function usePages(filter: string): Pages {
  const [walked, setWalked] = useState<{ readonly filter: string; readonly marks: readonly string[] }>({ filter, marks: [] });
  const marks = walked.filter === filter ? walked.marks : [];
  return {
    after: marks.at(-1),
    page: marks.length + 1,
    toNext: (next) => {
      if (next !== null) setWalked({ filter, marks: [...marks, next] });
    },
    toPrevious: () => setWalked({ filter, marks: marks.slice(0, -1) }),
  };
}

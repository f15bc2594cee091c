/** Breaks a text into rows of at most the width: between any two Chinese characters, inside a Latin word only where it is longer than a row. */
export function breakRows(text: string, width: number, widthOf: (piece: string) => number): readonly string[] {
  const rows: string[] = [];
  for (const paragraph of text.split('\n')) {
    let row = '';
    for (const piece of paragraph.match(/[A-Za-z0-9.,:;()/'’-]+|\s+|[^]/gu) ?? []) {
      if (row === '' && /^\s+$/.test(piece)) continue;
      if (widthOf(row + piece) <= width) {
        row += piece;
        continue;
      }
      // Closing marks do not begin a row (禁则).
      if (row !== '' && !/^[，。；：、）》」』”’？！]$/u.test(piece)) {
        rows.push(row.trimEnd());
        row = '';
      }
      row += piece;
      while (widthOf(row) > width && [...row].length > 1) {
        const cut = longestFitting([...row], width, widthOf);
        rows.push([...row].slice(0, cut).join(''));
        row = [...row].slice(cut).join('');
      }
    }
    rows.push(row.trimEnd());
  }
  return rows;
}

function longestFitting(characters: readonly string[], width: number, widthOf: (piece: string) => number): number {
  let count = 1;
  while (count < characters.length && widthOf(characters.slice(0, count + 1).join('')) <= width) count += 1;
  return count;
}

/** The largest size, from the wanted one down to the smallest that is still read on paper, at which the text fits; null when none does. */
export function fitting(text: string, wanted: number, maxRows: number, width: number, widthAt: (piece: string, size: number) => number): { size: number; rows: readonly string[] } | null {
  for (let size = wanted; size >= smallestSize; size -= 0.5) {
    const rows = breakRows(text, width, (piece) => widthAt(piece, size));
    // Smaller type leaves room for more rows in the same height.
    const room = Math.floor((maxRows * wanted) / size);
    if (rows.length <= room) return { size, rows };
  }
  return null;
}

const smallestSize = 5.5;

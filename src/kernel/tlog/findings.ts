/** One thing that is not as it was written. */
export interface Difference {
  readonly kind:
    | 'leaf-missing'
    | 'leaf-edited'
    | 'tile-missing'
    | 'tile-edited'
    | 'tile-extra'
    | 'checkpoint-edited'
    | 'checkpoint-missing'
    | 'tail-missing'
    | 'tail-unsigned'
    | 'past-differs'
    | 'event-missing'
    | 'event-unlogged'
    | 'event-conflict';
  /** where: a leaf's index, a tile's path, a checkpoint's size, an event's id */
  readonly at: string;
  readonly detail: string;
}

/** Keeps the first differences and counts on: a damaged log may differ in every row. */
export class Findings {
  readonly list: Difference[] = [];
  more = false;

  add(kind: Difference['kind'], at: string, detail: string): void {
    if (this.list.length < differenceLimit) this.list.push({ kind, at, detail });
    else this.more = true;
  }
}

const differenceLimit = 100;

export interface LeafRow {
  readonly index: number;
  readonly leaf: Buffer;
  readonly eventId: string;
}

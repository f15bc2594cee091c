/** Chance that comes back: the same seed makes the same choices in the same order. */
export interface Chance {
  /** a whole number from 0 to limit - 1 */
  below(limit: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Buffer;
  uuid(): string;
  /** a stream of its own, so that what one part draws does not move another part's choices */
  branch(): Chance;
}

/** sfc32 of Chris Doty-Humphrey (PractRand), 32 bits a draw. */
export function chanceOf(seed: number): Chance {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1];
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let turn = 0; turn < 15; turn += 1) draw();
  const below = (limit: number) => Math.floor((draw() / 2 ** 32) * limit);
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => draw() & 0xff));
  return {
    below,
    happens: (probability) => draw() / 2 ** 32 < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
    bytes,
    uuid: () => {
      const hex = bytes(16).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    branch: () => chanceOf(draw()),
  };
}

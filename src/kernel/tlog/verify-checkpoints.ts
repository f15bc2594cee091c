import type { PublicKeyInfo } from '../keys/provider.ts';
import type { Queries } from '../queries.ts';
import { type LogIdentity, verifyCheckpoint, verifyOwnCheckpoint } from './checkpoint.ts';
import type { Findings } from './findings.ts';
import { type Frontier, rootOf } from './merkle.ts';
import { type CheckpointRow, checkpointsAfter, type LogName, originOf } from './store.ts';

export interface CheckpointWalkNeeds {
  readonly queries: Queries;
  readonly instance: string;
  readonly keys: readonly PublicKeyInfo[];
  /** checkpoints that others hold: without one, a tail cut off cleanly at a checkpoint cannot be seen */
  readonly remembered?: readonly string[];
}

/** Walks the stored checkpoints, and those that others remember, beside the growing tree. */
export class CheckpointWalk {
  count = 0;
  private readonly log: LogName;
  private readonly needs: CheckpointWalkNeeds;
  private readonly found: Findings;
  private page: readonly CheckpointRow[] = [];
  private place = 0;
  private previous = 0;
  private remembered: { readonly size: number; readonly root: Buffer }[] = [];

  constructor(log: LogName, needs: CheckpointWalkNeeds, found: Findings) {
    this.log = log;
    this.needs = needs;
    this.found = found;
  }

  async begin(): Promise<void> {
    for (const note of this.needs.remembered ?? []) {
      const verified = verifyCheckpoint(note, this.identity());
      if (verified.ok) this.remembered.push(verified.value);
      else this.found.add('past-differs', '?', `a remembered checkpoint is not of this log: ${verified.refusal.kind}`);
    }
    this.remembered.sort((one, other) => one.size - other.size);
    await this.turn(0);
  }

  /** the tree has just reached this size */
  async pass(frontier: Frontier): Promise<void> {
    for (let row = this.page[this.place]; row && row.size <= frontier.size; row = this.page[this.place]) {
      this.judge(row, row.size === frontier.size ? rootOf(frontier.hashes) : null);
      this.place += 1;
      if (this.place === this.page.length) await this.turn(row.size);
    }
    for (let one = this.remembered[0]; one && one.size <= frontier.size; one = this.remembered[0]) {
      if (one.size === frontier.size && !rootOf(frontier.hashes).equals(one.root)) this.found.add('past-differs', String(one.size), 'the log gave out another root for this size');
      this.remembered.shift();
    }
  }

  async end({ size }: Frontier): Promise<void> {
    for (let row = this.page[this.place]; row; row = this.page[this.place]) {
      this.found.add('tail-missing', String(row.size), `the log has ${size} leaves and signed ${row.size}`);
      this.judge(row, null);
      this.place += 1;
      if (this.place === this.page.length) await this.turn(row.size);
    }
    if (this.previous < size) this.found.add('tail-unsigned', String(this.previous), `${size - this.previous} leaves stand behind the last checkpoint`);
    for (const one of this.remembered) this.found.add('tail-missing', String(one.size), `the log has ${size} leaves and was seen with ${one.size}`);
  }

  private judge(row: CheckpointRow, root: Buffer | null): void {
    this.count += 1;
    const at = String(row.size);
    if (row.prevSize !== this.previous) this.found.add('checkpoint-missing', at, `it follows ${row.prevSize}, the one before it is ${this.previous}`);
    this.previous = row.size;
    const verified = verifyOwnCheckpoint(row.note, this.identity());
    if (!verified.ok) this.found.add('checkpoint-edited', at, verified.refusal.kind === 'checkpoint-signature-wrong' ? verified.refusal.why : verified.refusal.kind);
    else {
      const { value } = verified;
      const same = value.size === row.size && value.previous === row.prevSize && value.root.equals(row.root) && value.at.getTime() === row.at.getTime();
      if (!same) this.found.add('checkpoint-edited', at, 'its columns do not say what its signed text says');
    }
    if (root && !row.root.equals(root)) this.found.add('checkpoint-edited', at, 'the leaves do not give its root');
  }

  private async turn(after: number): Promise<void> {
    this.page = await checkpointsAfter(this.needs.queries, this.log, after, 1_000);
    this.place = 0;
  }

  private identity(): LogIdentity {
    return { origin: originOf(this.needs.instance, this.log), keys: this.needs.keys };
  }
}

import { describe, expect, it } from 'vitest';
import { openGate } from './gate.ts';

function held() {
  let release = () => {};
  const work = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => work, release: () => release() };
}

describe('a gate', () => {
  it('lets two in, one wait, and sends the fourth away at once', async () => {
    const gate = openGate({ atOnce: 2, waiting: 1 });
    const entered: string[] = [];
    const first = held();
    const enter = (name: string, work: () => Promise<void>) =>
      gate.pass(async () => {
        entered.push(name);
        await work();
      });
    const one = enter('one', first.work);
    const two = enter('two', first.work);
    const three = enter('three', async () => {});
    expect(await enter('four', async () => {})).toEqual({ ok: false, refusal: { kind: 'sign-in-busy' } });
    expect(entered).toEqual(['one', 'two']);
    first.release();
    await Promise.all([one, two, three]);
    expect(entered).toEqual(['one', 'two', 'three']);
  });

  it('gives the place back when the work fails', async () => {
    const gate = openGate({ atOnce: 1, waiting: 0 });
    await expect(gate.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.pass(async () => 7)).toEqual({ ok: true, value: 7 });
  });

  it('never holds more than its number, however many come', async () => {
    const gate = openGate({ atOnce: 3, waiting: 50 });
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 40 }, () =>
        gate.pass(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 1));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(inside).toBe(0);
  });
});

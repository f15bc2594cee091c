import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../kernel/asker.ts';
import { openHandover } from './handover.ts';

const session = (name: string) => name as SessionId;

describe('the token of a new session', () => {
  it('can be fetched for a minute, twice too, and by its own session only', () => {
    let now = 0;
    const handover = openHandover(() => now);
    handover.give(session('a'), 'token-a');
    expect(handover.tokenOf(session('a'))).toBe('token-a');
    expect(handover.tokenOf(session('b'))).toBeNull();
    now = 59_999;
    expect(handover.tokenOf(session('a'))).toBe('token-a');
    now = 60_000;
    expect(handover.tokenOf(session('a'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { staffQueues } from '../domain/queues.ts';
import { chosenTab, queueTabs } from './queue-tabs.ts';

describe('the queues of a post', () => {
  it('begins where the post works: clerks accept, approvers decide', () => {
    expect(chosenTab('clerk', undefined).queue).toBe('acceptance');
    expect(chosenTab('approver', undefined).queue).toBe('decision');
  });

  it('follows the address, but only to queues of the post', () => {
    expect(chosenTab('clerk', 'correction').queue).toBe('correction');
    expect(chosenTab('approver', 'window').queue).toBe('decision');
    expect(chosenTab('clerk', 'nowhere').queue).toBe('acceptance');
  });

  it('gives clerks every queue of the staff, so that no open case is out of sight', () => {
    expect(queueTabs.clerk.map(({ queue }) => queue).sort()).toEqual(Object.keys(staffQueues).sort());
  });
});

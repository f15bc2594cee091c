import { type Text, words } from '../../../kernel/text.ts';
import type { StaffQueue } from '../domain/queues.ts';

export interface QueueTab {
  readonly queue: StaffQueue;
  readonly label: Text;
  readonly empty: Text;
}

const acceptance: QueueTab = { queue: 'acceptance', label: words('待受理', 'To accept'), empty: words('没有待受理的办件', 'Nothing waits for acceptance') };
const correction: QueueTab = { queue: 'correction', label: words('待补正', 'In correction'), empty: words('没有等待补正的办件', 'Nothing waits for a correction') };
const atWindow: QueueTab = { queue: 'window', label: words('窗口收件中', 'At the window'), empty: words('没有正在收取的办件', 'No application is being taken') };
const decision: QueueTab = { queue: 'decision', label: words('待审批', 'To decide'), empty: words('没有待审批的办件', 'Nothing waits for a decision') };
const inspection: QueueTab = { queue: 'inspection', label: words('特别程序中', 'Special procedure'), empty: words('没有进行中的特别程序', 'No special procedure is running') };

/** The queues of a post, the one it works from first. Others of the office are there to look after, not to act on. */
export const queueTabs = {
  clerk: [acceptance, atWindow, correction, decision, inspection],
  approver: [decision, inspection],
} as const satisfies Record<'clerk' | 'approver', readonly QueueTab[]>;

/** The queue that the address names where the post has it, else the post's own first. */
export function chosenTab(role: keyof typeof queueTabs, named: string | undefined): QueueTab {
  const tabs: readonly QueueTab[] = queueTabs[role];
  return tabs.find(({ queue }) => queue === named) ?? queueTabs[role][0];
}

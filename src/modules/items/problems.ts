import type { Problems } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';

export type ItemsRefusal = { kind: 'item-not-published' };

export const itemsProblems: Problems<ItemsRefusal> = {
  'item-not-published': { status: 404, title: words('没有这个事项，或已停止办理', 'There is no such item, or it is no longer offered') },
};

import type { Deed } from '../../../kernel/deed.ts';
import type { Notice } from '../contract.ts';
import { messageOf } from '../domain/message.ts';
import { insertNotice, type NoticeId } from '../sql/notices.ts';

/** A notice in the inbox now, a message to the phone after the commit. */
export async function tell(instance: string, deed: Deed, notice: Notice): Promise<void> {
  const id: NoticeId = deed.newId<'Notice'>();
  await insertNotice(deed.tx, id, instance, notice, deed.now);
  deed.emit('channels.message', { id, person: notice.to, text: messageOf(notice.title) });
}

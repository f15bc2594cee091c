import { insertStandInMessage } from './sql/notices.ts';
import type { MessageSender } from './sender.ts';

/** What the stand-in needs to keep its messages unreadable in the database. */
export interface MessageSeal {
  seal(column: string, rowId: string, plaintext: string): string;
  open(column: string, rowId: string, sealed: string): string;
}

export const phoneColumn = 'channels.stand_in_message.phone';
export const textColumn = 'channels.stand_in_message.text';

/** Sends nothing: keeps each message where a demo can read it. */
export function standInSender(cells: MessageSeal): MessageSender {
  return {
    standIn: '短信服务 short-message service',
    send: (deed, { id, phone, text }) =>
      insertStandInMessage(deed.tx, { id, phone: cells.seal(phoneColumn, id, phone), text: cells.seal(textColumn, id, text), now: deed.now }),
  };
}

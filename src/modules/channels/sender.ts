import type { Deed } from '../../kernel/deed.ts';

/** The short-message service, an outside thing: one interface, a real maker and a stand-in. */
export interface MessageSender {
  readonly standIn: string | null;
  /** @param id makes a repeat harmless: the same id is sent once */
  send(deed: Deed, message: { id: string; phone: string; text: string }): Promise<void>;
}

import type { PersonId } from '../../kernel/asker.ts';
import type { Deed } from '../../kernel/deed.ts';
import type { Text } from '../../kernel/text.ts';

export interface Notice {
  readonly to: PersonId;
  /** for example `case-accepted`; the message stand-in and the inbox show it by this name */
  readonly kind: string;
  readonly case: string | null;
  readonly title: Text;
  readonly body: Text;
  /** where the notice leads, a path of the portal */
  readonly path: string;
}

export interface Channels {
  /** Puts the notice into the inbox in this transaction; the message to the phone follows through the outbox. */
  tell(deed: Deed, notice: Notice): Promise<void>;
}

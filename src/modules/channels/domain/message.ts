import { sayPlain, type Text } from '../../../kernel/text.ts';

/** GSM and UCS-2 services split longer texts; one part of 70 characters is what reaches every phone whole. */
export const messageLimitCharacters = 70;

/** The short message of a notice: its title and where to look; never a personal value. */
export function messageOf(title: Text): string {
  const text = `【一次办】${sayPlain(title, 'zh')}，详情请登录查看。`;
  return text.length <= messageLimitCharacters ? text : `${text.slice(0, messageLimitCharacters - 1)}…`;
}

import { type Text, words } from '../../../kernel/text.ts';

/** Why data was read, in words for the person it belongs to. */
const purposes: Readonly<Record<string, Text>> = {
  'register:prefill': words('为您的申请表预填', 'to fill in your form'),
  'register:accept': words('受理您的办件', 'to accept your case'),
  'register:decide': words('对您的办件作出决定', 'to decide your case'),
  'register:reuse': words('免去您提交材料', 'to spare you a document'),
  'case:review': words('办理您的办件', 'to handle your case'),
  'licence:reuse': words('复用您的电子证照', 'to reuse your electronic licence'),
};

export function purposeWords(purpose: string): Text {
  return purposes[purpose] ?? words(purpose, purpose);
}

import { type Text, words } from '../../../kernel/text.ts';

/** Why data was read, in words for the person it belongs to. */
const purposes: Readonly<Record<string, Text>> = {
  'register:prefill': words('为您的申请表预填', 'to fill in your form'),
  'register:accept': words('受理您的办件', 'to accept your case'),
  'register:decide': words('对您的办件作出决定', 'to decide your case'),
  'register:reuse': words('免去您提交材料', 'to spare you a document'),
  'case:review': words('办理您的办件', 'to handle your case'),
  'case:accept': words('受理您的办件', 'to accept your case'),
  'case:decide': words('对您的办件作出决定', 'to decide your case'),
  'case:identify': words('在窗口核对您的身份', 'to check at the window that it is you'),
  'card-reading': words('在窗口读取您的身份证', 'your ID card was read at the window'),
  'licence:reuse': words('复用您的电子证照', 'to reuse your electronic licence'),
  'licence:administer': words('管理所签发的证照', 'to keep the licences that the office issued'),
  'licence:check-original': words('核对您的证照原件', 'to compare a copy with your original'),
  'staff:list': words('管理工作人员名单', 'to keep the list of staff'),
  'staff:invite': words('邀请您担任岗位', 'to invite you to a post'),
};

export function purposeWords(purpose: string): Text {
  return purposes[purpose] ?? words(purpose, purpose);
}

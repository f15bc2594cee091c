import type { Furnished, Marks } from '../house/furnish.ts';
import type { Member } from '../house/members.ts';

/** Words that nobody else would write. The first letter of a name is no canary: masks leave it standing. */
export const canaryMarks: readonly [Marks, Marks] = [
  { name: '琪鹂瓴翀', address: '长沙市芙蓉区鹡鸰翎里一百零一号', shop: '鸮枭', free: '鸲鹆栖桐之语' },
  { name: '珞鹬骦骕', address: '长沙市芙蓉区鹈鹕喙里二百零二号', shop: '鸢鹞', free: '鸬鹚潜渊之语' },
];

export interface Canary {
  readonly what: 'name' | 'number' | 'phone' | 'address' | 'free text' | 'shop';
  readonly text: string;
}

/** Everything of one neighbour that a stranger must not find. */
export function canariesOf(member: Member, mark: Marks): readonly Canary[] {
  return [
    { what: 'name', text: mark.name.slice(1) },
    { what: 'number', text: member.number },
    // The middle of a number is cut out by every mask.
    { what: 'number', text: member.number.slice(4, 16) },
    { what: 'phone', text: member.phone },
    { what: 'address', text: mark.address.slice(6, 12) },
    { what: 'free text', text: mark.free },
    { what: 'shop', text: mark.shop },
  ];
}

/**
 * The name of a registered organisation is public: whoever holds a licence's address may read it there (企业信息公示暂行条例,
 * article 6). The stand-in of the message service shows every phone of a demo, and production refuses to start with it.
 * A copy that somebody uploaded may be opened at every window of the city, because any of them compares originals: its address is
 * not to be guessed, and each opening is an audit event and a reading that the person sees. It wants a case or a card in hand.
 */
export const publicByDesign: Readonly<Record<string, readonly Canary['what'][]>> = {
  'licences.verify': ['shop', 'name'],
  'licences.ask-verification': ['shop', 'name'],
  'channels.stand-in-messages': ['phone'],
  'licences.show-copy': ['name', 'free text'],
};

/** Those who have nothing to do with the first neighbour's affairs. */
export function strangersOf(crew: Furnished): readonly (Member | null)[] {
  return [crew.neighbours[1], crew.otherClerk, crew.otherApprover, crew.districtClerk, crew.districtAdmin, null];
}

import type { Member } from './members.ts';

/** One acknowledged write of a deed. The caller of a deed decides how it is sent, repeated and noted down. */
export type Act = (name: string, asked: { readonly as: Member; readonly params?: Readonly<Record<string, string>>; readonly body: unknown }) => Promise<Readonly<Record<string, unknown>>>;

export interface Shop {
  readonly name: string;
  /** a scope that no rule may grant goes to the approver */
  readonly byPerson: boolean;
}

export interface Application {
  readonly case: string;
  readonly version: number;
}

export const shopItem = 'individual-business-registration';

/** From nothing to an application that is handed in: the errand of a person who opens a shop. */
export async function apply(act: Act, citizen: Member, shop: Shop): Promise<Application> {
  const begun = await act('cases.begin', { as: citizen, body: { item: shopItem, organisation: null } });
  let at = applicationOf(begun);
  for (const [screen, answers] of Object.entries(answersFor(shop))) {
    at = applicationOf(await act('cases.save-screen', { as: citizen, params: { case: at.case, screen }, body: { version: at.version, answers } }));
  }
  return applicationOf(await act('cases.submit', { as: citizen, params: { case: at.case }, body: { version: at.version } }));
}

export async function accept(act: Act, clerk: Member, at: Application): Promise<Application & { readonly licence: string | null; readonly state: string }> {
  const accepted = await act('cases.accept', { as: clerk, params: { case: at.case }, body: { version: at.version } });
  return { ...applicationOf(accepted), licence: (accepted.licence as string | null) ?? null, state: String(accepted.state) };
}

export function applicationOf(answer: Readonly<Record<string, unknown>>): Application {
  return { case: String(answer.case), version: Number(answer.version) };
}

export function answersFor({ name, byPerson }: Shop): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return {
    operator: { phone: '13900000001', composition: 'individual' },
    name: { businessName: name },
    business: { businessScope: byPerson ? ['catering', 'hazardous-chemicals'] : ['catering'], employees: 2, funds: 5 },
    premises: { premisesRegion: '430102', premisesAddress: '长沙市芙蓉区文艺路街道乔庄社区1号', premisesKind: 'rented', premisesDeclared: true },
    confirm: { truthDeclared: true },
  };
}

/** Shop names are unique in the city and written in Han characters only. */
export function shopName(run: number, number: number): string {
  return `芙蓉区${hanOf(run)}${hanOf(number)}小吃店`;
}

function hanOf(number: number): string {
  const digits = '甲乙丙丁戊己庚辛壬癸';
  return [...String(number)].map((digit) => digits.charAt(Number(digit))).join('');
}

import type { Person } from './house.ts';

/** A person's registration of a small restaurant, handed in: the shortest real case there is. @returns the case */
export async function handInRegistration(applicant: Person, businessName: string): Promise<string> {
  const { case: id } = await applicant.done('cases.begin', { body: { item: 'individual-business-registration' } });
  const screens: readonly [string, Record<string, unknown>][] = [
    ['operator', { composition: 'individual' }],
    ['name', { businessName }],
    ['business', { businessScope: ['catering'], employees: 3, funds: 10 }],
    ['premises', { premisesRegion: '430102', premisesAddress: '长沙市芙蓉区五一大道1号一楼', premisesKind: 'rented', premisesDeclared: true }],
    ['confirm', { truthDeclared: true }],
  ];
  let { version } = await applicant.done('cases.case', { params: { case: id } });
  for (const [screen, answers] of screens) ({ version } = await applicant.done('cases.save-screen', { params: { case: id, screen }, body: { version, answers } }));
  await applicant.done('cases.submit', { params: { case: id }, body: { version } });
  return id;
}

/** The clerk accepts it, and the published rule decides at once. */
export async function acceptRegistration(clerk: Person, id: string): Promise<void> {
  const { version } = await clerk.done('cases.case', { params: { case: id } });
  await clerk.done('cases.accept', { params: { case: id }, body: { version } });
}

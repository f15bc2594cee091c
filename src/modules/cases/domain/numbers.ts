import type { Day } from '../../../kernel/day.ts';
import { must } from '../../../kernel/outcome.ts';
import { composeCaseNumber, type CaseNumber } from '../../../standards/case-number.ts';
import type { CreditCode } from '../../../standards/credit-code.ts';
import type { OrganisationCode } from '../../../standards/organisation-code.ts';

/** Area of the region and the organisation code inside the office's credit code (GB 32100: characters 9 to 17). */
export function numberOf(office: { readonly region: string; readonly creditCode: CreditCode }, on: Day, serial: number): CaseNumber {
  const organisation = office.creditCode.slice(8, 17) as OrganisationCode;
  return must(composeCaseNumber({ area: office.region.slice(0, 6), organisation, day: on, serial }));
}

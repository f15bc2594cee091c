import type { CaseState } from '../contract.ts';
import type { Channel } from './case.ts';

/** Codes under which other systems know a case (standards §2.4, lists C5 and C7). */

/** 办件状态: 01 draft 02 received 05 accepted 06 correction 07 not accepted 10 concluded 11 suspended 12 in hand 13 returned */
export const statusCodes = {
  draft: '01',
  submitted: '02',
  correction: '06',
  accepted: '12',
  suspended: '11',
  'not-accepted': '07',
  granted: '10',
  refused: '10',
  withdrawn: '13',
} as const satisfies Record<CaseState, string>;

/** 办结结果: 0 granted with a licence 1 refused 5 returned (given up) 6 not accepted; null while the case is open */
export const resultCodes = {
  draft: null,
  submitted: null,
  correction: null,
  accepted: null,
  suspended: null,
  'not-accepted': '6',
  granted: '0',
  refused: '1',
  withdrawn: '5',
} as const satisfies Record<CaseState, string | null>;

/** 提交方式: 0 window 1 online */
export const submissionCodes = { window: '0', online: '1' } as const satisfies Record<Channel, string>;
/** 申报来源: 8 the one window offline 9 the one window online */
export const sourceCodes = { window: '8', online: '9' } as const satisfies Record<Channel, string>;

/** 特别程序种类, GB/T 39046 A.7: 1 extension 2 others; an inspection on site is one of the others. */
export const specialProcedureCodes = { extension: '1', inspection: '2' } as const;

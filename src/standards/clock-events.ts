import type { Day } from '../kernel/day.ts';
import { words, type Text } from '../kernel/text.ts';

/** What moves the legal clock of a case, each on its day. */
export type ClockEvent =
  | { readonly kind: 'accepted'; readonly on: Day }
  | { readonly kind: 'suspended'; readonly on: Day; readonly reason: SuspensionReason }
  | { readonly kind: 'resumed'; readonly on: Day }
  | { readonly kind: 'extended'; readonly on: Day; readonly days: number }
  | { readonly kind: 'ended'; readonly on: Day };

/**
 * Why a limit stands still. 行政许可法 Art. 45 names the special procedures whose time does not count (听证、招标、拍卖、检验、检测、检疫、鉴定、
 * 专家评审); the item catalogues add the on-site check and the publicity that a law prescribes, and the correction of materials.
 * A mere hold (挂起) is not among them: no law lets a case rest.
 */
export type SuspensionReason =
  | 'hearing'
  | 'bidding'
  | 'auction'
  | 'inspection'
  | 'testing'
  | 'quarantine'
  | 'appraisal'
  | 'expert-review'
  | 'on-site-check'
  | 'publicity'
  | 'correction';

/** The words of each reason, and its kind in code list CL-16 (1 补齐补正 2 听证 3 公示 4 核实). */
export const suspensionReasons = {
  hearing: { words: words('听证', 'a hearing'), code: '2' },
  bidding: { words: words('招标', 'bidding'), code: '4' },
  auction: { words: words('拍卖', 'an auction'), code: '4' },
  inspection: { words: words('检验', 'an inspection'), code: '4' },
  testing: { words: words('检测', 'testing'), code: '4' },
  quarantine: { words: words('检疫', 'quarantine'), code: '4' },
  appraisal: { words: words('鉴定', 'an appraisal'), code: '4' },
  'expert-review': { words: words('专家评审', 'an expert review'), code: '4' },
  'on-site-check': { words: words('现场核查', 'an on-site check'), code: '4' },
  publicity: { words: words('公示', 'publicity'), code: '3' },
  correction: { words: words('补齐补正', 'the correction of materials'), code: '1' },
} satisfies Record<SuspensionReason, { readonly words: Text; readonly code: string }>;

import type { LicenceTemplate } from '../domain/licence-type.ts';

/** All that a page needs, as plain data that can be handed to another thread. */
export interface Drawing {
  readonly template: LicenceTemplate;
  readonly title: string;
  /** face field → value, from the signed record */
  readonly face: Readonly<Record<string, string>>;
  readonly issuerName: string;
  readonly identifier: string;
  /** the text of the QR code: an address, no personal value */
  readonly qr: string;
  /** 加注件: what the copy is for and until when; null for the licence itself */
  readonly mark: string | null;
  /** shown where the seal stands in demo mode */
  readonly demo: boolean;
  readonly madeAt: string;
  /** the JSON envelope that goes with the PDF */
  readonly attachment: string;
}

export type Drawn = { readonly kind: 'drawn'; readonly bytes: Uint8Array } | { readonly kind: 'glyphs-missing'; readonly characters: string };

/**
 * The line that a copy for a purpose carries (108, trust levels): A by the organ that made it, B by the window that compared it.
 */
export function markText(licence: { readonly grade: 'A' | 'B'; readonly issuerName: string }, purpose: string, until: string): string {
  const [year, month, day] = until.split('-').map(Number);
  const provided = licence.grade === 'A' ? `此件由${licence.issuerName}提供` : '此件经与原件核对无误';
  return `${provided}，仅供办理${purpose}时使用，有效期至${year}年${month}月${day}日`;
}

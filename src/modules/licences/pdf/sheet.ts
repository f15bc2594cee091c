import { type Face, runsOf } from './fonts.ts';

const pointsAMillimetre = 72 / 25.4;
export const points = (millimetres: number): number => millimetres * pointsAMillimetre;
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly fonts: readonly Face[];
  /** in points, with each run in its own font */
  widthOf(text: string, size: number): number;
  write(text: string, x: number, y: number, size: number, colour?: string): void;
}

export function sheetOf(document: PDFKit.PDFDocument, fonts: readonly Face[]): Sheet {
  const runs = (text: string) => runsOf(fonts, text).runs;
  return {
    document,
    fonts,
    widthOf: (text, size) => runs(text).reduce((sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text), 0),
    write: (text, x, y, size, colour = '#1a1a1a') => {
      let at = x;
      for (const run of runs(text)) {
        document.font(run.font).fontSize(size).fillColor(colour).text(run.text, at, y, { lineBreak: false });
        at += document.widthOfString(run.text);
      }
    },
  };
}

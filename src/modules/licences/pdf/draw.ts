import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import type { LicenceTemplate, TemplateLine } from '../domain/licence-type.ts';
import type { Drawing, Drawn } from './drawing.ts';
import { type Face, runsOf } from './fonts.ts';
import { breakRows, fitting } from './rows.ts';
import { drawSeal } from './seal.ts';
import { points, type Sheet, sheetOf } from './sheet.ts';

const rowHeight = 1.35;

/** Draws a licence from its record. Characters that no font has stop the drawing: a box in a name would be a wrong name. */
export async function drawLicence(drawing: Drawing, fonts: readonly Face[]): Promise<Drawn> {
  const missing = missingCharacters(drawing, fonts);
  if (missing !== '') return { kind: 'glyphs-missing', characters: missing };
  const { template } = drawing;
  const document = new PDFDocument({
    size: [points(template.page.width), points(template.page.height)],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    tagged: true,
    displayTitle: true,
    info: { Title: drawing.title, Author: drawing.issuerName, Subject: drawing.identifier, CreationDate: new Date(drawing.madeAt) },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', () => resolve()));
  for (const font of fonts) document.registerFont(font.name, font.source as unknown as string, font.family);
  const sheet = sheetOf(document, fonts);
  decoration(sheet, () => drawFrame(document, template));
  drawTexts(sheet, drawing);
  const overflow = template.lines.filter((line) => !drawLine(sheet, line, drawing.face[line.field] ?? ''));
  decoration(sheet, () => {
    drawQr(sheet, drawing);
    drawSeal(sheet, template.seal, drawing.issuerName, drawing.demo ? '演示章' : '电子印章');
    if (drawing.mark !== null) drawMark(sheet, template, drawing.mark);
  });
  if (drawing.mark !== null) tagged(sheet, 'P', () => sheet.write(drawing.mark ?? '', points(16), points(template.page.height - 7), 8, '#b00020'));
  if (overflow.length > 0) drawAnnex(sheet, drawing, overflow);
  document.file(Buffer.from(drawing.attachment, 'utf8'), { name: 'licence.json', type: 'application/json', description: 'signed record' } as never);
  document.end();
  await ended;
  return { kind: 'drawn', bytes: Buffer.concat(chunks) };
}

function missingCharacters(drawing: Drawing, fonts: readonly Face[]): string {
  const { template } = drawing;
  const said = [
    template.title.text.zh,
    template.subtitle?.text.zh ?? '',
    ...template.footers.map((footer) => footer.text.zh),
    ...template.lines.map((line) => line.label.zh + (drawing.face[line.field] ?? '')),
    drawing.issuerName,
    drawing.mark ?? '',
  ].join('');
  return [...new Set(runsOf(fonts, said.replaceAll('\n', '')).missing)].join('');
}

/** Text that a screen reader reads, in the order of drawing. */
function tagged({ document }: Sheet, kind: string, work: () => void): void {
  document.addStructure(document.struct(kind, {}, [() => work()]));
}

function decoration({ document }: Sheet, work: () => void): void {
  document.markContent('Artifact', { type: 'Layout' });
  work();
  document.endMarkedContent();
}

function drawFrame(document: PDFKit.PDFDocument, { page, border, background }: LicenceTemplate): void {
  const [width, height, inset] = [points(page.width), points(page.height), points(border.inset)];
  document.rect(0, 0, width, height).fill(background);
  const frame = (by: number, line: number) => document.lineWidth(line).rect(by, by, width - 2 * by, height - 2 * by).stroke(border.colour);
  frame(inset, border.style === 'single' ? 1 : 2.4);
  if (border.style !== 'single') frame(inset + 5, 0.6);
  if (border.style !== 'ornament') return;
  for (const [x, y] of [[inset, inset], [width - inset, inset], [inset, height - inset], [width - inset, height - inset]] as const) {
    for (const radius of [14, 10, 4]) document.lineWidth(0.8).circle(x, y, radius).stroke(border.colour);
  }
}

function drawTexts(sheet: Sheet, { template }: Drawing): void {
  const centred = (text: string, y: number, size: number, kind: string) =>
    tagged(sheet, kind, () => sheet.write(text, (points(template.page.width) - sheet.widthOf(text, size)) / 2, points(y) - size, size));
  centred(template.title.text.zh, template.title.y, template.title.size, 'H1');
  if (template.subtitle) centred(template.subtitle.text.zh, template.subtitle.y, template.subtitle.size, 'P');
  for (const footer of template.footers) centred(footer.text.zh, footer.y, footer.size, 'P');
}

/** @returns false when the value does not fit even in small type, and has to go to the annex */
function drawLine(sheet: Sheet, line: TemplateLine, value: string): boolean {
  const [x, y] = [points(line.x), points(line.y)];
  const fitted = fitting(value, line.size, line.maxRows, points(line.width), sheet.widthOf);
  tagged(sheet, 'P', () => {
    sheet.write(line.label.zh, x, y, line.size, '#555555');
    const rows = fitted?.rows ?? ['（见附页）'];
    const size = fitted?.size ?? line.size;
    rows.forEach((row, position) => sheet.write(row, x + points(line.labelWidth), y + position * size * rowHeight, size));
  });
  return fitted !== null;
}

function drawQr({ document }: Sheet, { qr, template }: Drawing): void {
  const { modules } = QRCode.create(qr, { errorCorrectionLevel: 'M' });
  const side = points(template.qr.size);
  // Quiet zone of four modules (ISO/IEC 18004).
  const module = side / (modules.size + 8);
  document.rect(points(template.qr.x), points(template.qr.y), side, side).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.data[row * modules.size + column]) document.rect(points(template.qr.x) + (column + 4) * module, points(template.qr.y) + (row + 4) * module, module * 1.02, module * 1.02);
    }
  }
  document.fill('#000000');
}

/** The mark of a copy, pale and slanted over the whole page, so that it cannot be cut away. */
function drawMark(sheet: Sheet, { page }: LicenceTemplate, mark: string): void {
  const { document } = sheet;
  const [width, height] = [points(page.width), points(page.height)];
  const size = Math.min(16, (16 * width * 0.95) / sheet.widthOf(mark, 16));
  const length = sheet.widthOf(mark, size);
  for (const part of [0.25, 0.5, 0.75]) {
    document.save().opacity(0.16).rotate(-20, { origin: [width / 2, height * part] });
    sheet.write(mark, (width - length) / 2, height * part, size, '#b00020');
    document.restore();
  }
}

function drawAnnex(sheet: Sheet, drawing: Drawing, lines: readonly TemplateLine[]): void {
  const { page } = drawing.template;
  const size = 9;
  sheet.document.addPage();
  let y = points(16);
  tagged(sheet, 'H2', () => sheet.write(`${drawing.template.title.text.zh} 附页`, points(16), y, 14));
  y += 30;
  for (const line of lines) {
    const rows = breakRows(`${line.label.zh}：${drawing.face[line.field] ?? ''}`, points(page.width - 32), (piece) => sheet.widthOf(piece, size));
    for (const row of rows) {
      if (y > points(page.height - 16)) {
        sheet.document.addPage();
        y = points(16);
      }
      tagged(sheet, 'P', () => sheet.write(row, points(16), y, size));
      y += size * rowHeight;
    }
  }
}


import type { LicenceTemplate } from '../domain/licence-type.ts';
import { points, type Sheet } from './sheet.ts';

const red = '#c8102e';

/** The look of a round official seal: the organ's name along the arc, a star, the word below. The proof is the signature, not this picture. */
export function drawSeal(sheet: Sheet, place: LicenceTemplate['seal'], organ: string, below: string): void {
  const { document } = sheet;
  const radius = points(place.diameter) / 2;
  const [x, y] = [points(place.x) + radius, points(place.y) + radius];
  document.save().opacity(0.75);
  document.lineWidth(2).circle(x, y, radius - 1).stroke(red);
  star(document, x, y, radius * 0.28);
  const characters = [...organ];
  const size = Math.min(radius * 0.26, (radius * 4.2) / characters.length);
  const span = Math.min(270, characters.length * 20);
  characters.forEach((character, position) => {
    const angle = -span / 2 + (characters.length === 1 ? span / 2 : (span * position) / (characters.length - 1));
    document.save().rotate(angle, { origin: [x, y] });
    sheet.write(character, x - sheet.widthOf(character, size) / 2, y - radius + 4, size, red);
    document.restore();
  });
  sheet.write(below, x - sheet.widthOf(below, radius * 0.2) / 2, y + radius * 0.5, radius * 0.2, red);
  document.restore();
}

function star(document: PDFKit.PDFDocument, x: number, y: number, radius: number): void {
  const corners = Array.from({ length: 10 }, (_, position): [number, number] => {
    const angle = (Math.PI / 5) * position - Math.PI / 2;
    const reach = position % 2 === 0 ? radius : radius * 0.382;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  document.polygon(...corners).fill(red);
}

import { html, raw } from 'hono/html';
import QRCode from 'qrcode';
import type { Html } from '../../kernel/page.ts';
import { plain, type Speaking, type Words } from '../words.ts';

/** Light modules around the symbol that readers need (ISO/IEC 18004, quiet zone of four modules). */
const quietModules = 4;

/** A QR code drawn as one path: sharp on paper, no picture to load, dark on white in every colour scheme. */
export function qrCode(page: Speaking, text: string, label: Words): Html {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quietModules;
  return html`<svg class="qr" role="img" aria-label="${plain(page, label)}" viewBox="0 0 ${side} ${side}" width="${side * 5}" height="${side * 5}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${raw(
    darkPath(modules.size, modules.data),
  )}"/></svg>`;
}

/** Runs of dark modules, row by row. */
function darkPath(size: number, data: Uint8Array): string {
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let column = 0;
    while (column < size) {
      const start = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > start) path += `M${start + quietModules} ${row + quietModules}h${column - start}v1h-${column - start}z`;
      else column += 1;
    }
  }
  return path;
}

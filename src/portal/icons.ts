import { html, raw } from 'hono/html';
import type { Html } from '../kernel/page.ts';

/** Line drawings on a grid of 24; always beside words, so they are hidden from assistive technology. */
const drawings = {
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  items: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  cases: 'M4 7h6l2 2h8v11H4zM9 15l2 2 4-4',
  licences: 'M3 6h18v12H3zM7 10h4M7 14h7M17 10v1',
  inbox: 'M4 5h16v14H4zM4 7l8 6 8-6',
  verify: 'M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6zM9 12l2 2 4-4',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c1-4 4-6 8-6s7 2 8 6',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5',
  organisation: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
} as const;

export type IconName = keyof typeof drawings;

export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${raw(drawings[name])}"/></svg>`;
}

import type { Inspected } from './uploads.ts';

/** Inflates zlib data up to a limit; null when it is no zlib data or becomes larger. Handed in: it is the runtime's. */
export type Inflate = (bytes: Uint8Array, limitBytes: number) => Uint8Array | null;

const broken: Inspected = { ok: false, fault: 'broken' };
const unpackedLimit = 50 * 1024 * 1024;

/** Names of ISO 32000 that make a reader run, fetch or carry something; a proof on paper needs none of them. */
const activeNames = ['JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR', 'Rendition', 'Movie', 'Sound'] as const;
const active = new RegExp(`/(${activeNames.join('|')})(?![A-Za-z0-9])`);

/**
 * A light reading of the structure: header, end mark, number of pages, and what could run. Objects packed into object
 * streams are unpacked, because that is where such things hide; the picture data itself is not judged.
 */
export function readPdf(bytes: Uint8Array, inflate: Inflate): Inspected {
  const text = new TextDecoder('latin1').decode(bytes);
  if (!/^%PDF-[12]\.\d/.test(text) || !text.slice(-2_048).includes('%%EOF')) return broken;
  const structure = structureOf(text, bytes, inflate);
  if (structure === null) return broken;
  if (/\/Encrypt(?![A-Za-z0-9])/.test(structure)) return { ok: false, fault: 'encrypted' };
  // The long names are looked for in the whole file too: a false stream may cover an object.
  const found = active.exec(structure)?.[1] ?? active.exec(text)?.[1];
  if (found !== undefined) return { ok: false, fault: 'active', feature: found };
  if (/\/JS(?![A-Za-z0-9])/.test(structure)) return { ok: false, fault: 'active', feature: 'JavaScript' };
  const pages = structure.match(/\/Type\s*\/Page(?![A-Za-z0-9])/g)?.length ?? 0;
  return pages === 0 ? broken : { ok: true, bytes, pages, pixels: 0 };
}

/** Everything outside streams, and the inside of object streams, with escaped names (`#4A`) spelled out. */
function structureOf(text: string, bytes: Uint8Array, inflate: Inflate): string | null {
  const parts: string[] = [];
  let unpacked = 0;
  let from = 0;
  const opening = /\bstream\r?\n/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0) return null;
    const before = text.slice(from, match.index);
    parts.push(before);
    const dictionary = spelled(before.slice(before.lastIndexOf(' obj') + 1));
    if (/\/Type\s*\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) {
      if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) return null;
      const inner = inflate(bytes.subarray(start, end), unpackedLimit - unpacked);
      if (inner === null) return null;
      unpacked += inner.length;
      parts.push(new TextDecoder('latin1').decode(inner));
    }
    from = end;
    opening.lastIndex = end;
  }
  parts.push(text.slice(from));
  return spelled(parts.join('\n'));
}

function spelled(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

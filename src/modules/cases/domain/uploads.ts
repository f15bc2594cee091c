import { cleanJpeg } from './jpeg.ts';
import { readPdf, type Inflate } from './pdf.ts';
import { cleanPng } from './png.ts';

export type FileKind = 'pdf' | 'jpg' | 'png';

/** Limits of an upload: what a window can read and a browser can show. */
export const uploadLimits = { bytes: 20 * 1024 * 1024, pixels: 50_000_000, pages: 200, filesPerMaterial: 10 } as const;

export const mediaTypes = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' } as const satisfies Record<FileKind, string>;

export interface AcceptedFile {
  readonly kind: FileKind;
  readonly mediaType: string;
  /** what is kept: place, time and camera are taken out of pictures */
  readonly bytes: Uint8Array;
  readonly pages: number;
}

export type UploadRefusal =
  | { readonly kind: 'file-missing'; readonly field: string }
  | { readonly kind: 'file-too-large'; readonly field: string; readonly megabytes: number }
  | { readonly kind: 'file-type-not-accepted'; readonly field: string; readonly accepts: readonly FileKind[] }
  | { readonly kind: 'file-not-what-it-says'; readonly field: string; readonly says: string; readonly is: FileKind | 'unknown' }
  | { readonly kind: 'file-broken'; readonly field: string }
  | { readonly kind: 'image-too-large'; readonly field: string; readonly megapixels: number }
  | { readonly kind: 'pdf-too-many-pages'; readonly field: string; readonly pages: number }
  | { readonly kind: 'pdf-runs-code'; readonly field: string; readonly feature: string }
  | { readonly kind: 'pdf-encrypted'; readonly field: string };

/** What a parser of one kind answers. */
export type Inspected =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly pages: number; readonly pixels: number }
  | { readonly ok: false; readonly fault: 'broken' | 'encrypted' }
  | { readonly ok: false; readonly fault: 'active'; readonly feature: string };

/** Decides by the bytes, never by the name alone: a name that says something else is refused as such. */
export function inspectUpload(file: { readonly name: string; readonly bytes: Uint8Array }, accepts: readonly FileKind[], inflate: Inflate): AcceptedFile | UploadRefusal {
  const field = 'file';
  if (file.bytes.length === 0) return { kind: 'file-missing', field };
  if (file.bytes.length > uploadLimits.bytes) return { kind: 'file-too-large', field, megabytes: uploadLimits.bytes / 1024 / 1024 };
  const is = kindOf(file.bytes);
  const says = extensionOf(file.name);
  const saysKind = says === 'jpeg' ? 'jpg' : says;
  if (is === null && (accepts as readonly string[]).includes(saysKind)) return { kind: 'file-not-what-it-says', field, says, is: 'unknown' };
  if (is === null || !accepts.includes(is)) return { kind: 'file-type-not-accepted', field, accepts };
  if (saysKind !== is) return { kind: 'file-not-what-it-says', field, says: says === '' ? file.name.slice(0, 40) : says, is };
  const inspected = is === 'jpg' ? cleanJpeg(file.bytes) : is === 'png' ? cleanPng(file.bytes) : readPdf(file.bytes, inflate);
  if (!inspected.ok) {
    if (inspected.fault === 'active') return { kind: 'pdf-runs-code', field, feature: inspected.feature };
    return { kind: inspected.fault === 'encrypted' ? 'pdf-encrypted' : 'file-broken', field };
  }
  if (inspected.pixels > uploadLimits.pixels) return { kind: 'image-too-large', field, megapixels: uploadLimits.pixels / 1_000_000 };
  if (inspected.pages > uploadLimits.pages) return { kind: 'pdf-too-many-pages', field, pages: uploadLimits.pages };
  return { kind: is, mediaType: mediaTypes[is], bytes: inspected.bytes, pages: inspected.pages };
}

export function isAccepted(result: AcceptedFile | UploadRefusal): result is AcceptedFile {
  return 'mediaType' in result;
}

/** The kind by the first bytes, or null. */
export function kindOf(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  return null;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((value, index) => bytes[index] === value);
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A name to show and to save under: no folders, no control characters, no tricks with direction. */
export function safeName(name: string, kind: FileKind): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').replace(/\.[A-Za-z0-9]{1,8}$/, '');
  const short = [...base.trim().normalize('NFC')].slice(0, 80).join('');
  return `${short === '' || short.startsWith('.') ? 'file' : short}.${kind}`;
}

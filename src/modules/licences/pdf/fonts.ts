import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A font of which we know which characters it has. */
export interface Face {
  readonly name: string;
  readonly source: Buffer;
  /** the face inside a collection file */
  readonly family: string | undefined;
  has(codePoint: number): boolean;
}

const require = createRequire(import.meta.url);

interface Fontkit {
  create(source: Buffer, postscriptName?: string): { hasGlyphForCodePoint(codePoint: number): boolean };
}

// Names may hold characters beyond the 27,558 of our own font (GB 18030 has 88,115): the fonts of the system come next.
const systemFonts = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc', family: 'NotoSerifCJKsc-Regular' },
  { path: '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf', family: undefined },
  { path: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf', family: undefined },
  { path: '/System/Library/Fonts/PingFang.ttc', family: 'PingFangSC-Regular' },
] as const;

/** The project's own font first, then what this machine has. */
export function openFonts(): readonly Face[] {
  const fontkit = require('fontkit') as Fontkit;
  const own = { path: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'), family: undefined };
  return [own, ...systemFonts].flatMap((font, position) => {
    if (!existsSync(font.path)) return [];
    const source = readFileSync(font.path);
    const opened = fontkit.create(source, font.family);
    return [{ name: `font${position}`, source, family: font.family, has: (codePoint: number) => opened.hasGlyphForCodePoint(codePoint) }];
  });
}

export interface Run {
  readonly font: string;
  readonly text: string;
}

/** The text in runs of one font each; `missing` are the characters that no font has. */
export function runsOf(fonts: readonly Face[], text: string): { readonly runs: readonly Run[]; readonly missing: readonly string[] } {
  const runs: { font: string; text: string }[] = [];
  const missing: string[] = [];
  for (const character of text) {
    const face = fonts.find((font) => font.has(character.codePointAt(0) ?? 0));
    if (!face) {
      missing.push(character);
      continue;
    }
    const last = runs.at(-1);
    if (last?.font === face.name) last.text += character;
    else runs.push({ font: face.name, text: character });
  }
  return { runs, missing };
}

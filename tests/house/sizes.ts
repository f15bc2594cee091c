import type { TextFile } from './tracked.ts';

export interface Sizes {
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly percentile95: number;
}

export function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

export function sizesOf(files: readonly TextFile[]): Sizes {
  const lines = files.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
  const at = (share: number) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { files: lines.length, lines: lines.reduce((sum, one) => sum + one, 0), median: at(0.5), percentile95: at(0.95) };
}

export interface SizedFunction {
  readonly name: string;
  readonly lines: number;
}

/** Functions by the line they begin and the line their brace closes at the same indent: top-level ones, methods and those inside. */
export function functionsOf(text: string): SizedFunction[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const head = /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\*? (\w+)|(?:const|let) (\w+) = (?:async )?(?:\([^)]*\)|\w+)(?::[^=]+)? => \{$|(?:static |private |readonly )*(?:async )?(\w+)\([^;]*\)(?:: [^;{]+)? \{$)/.exec(line);
    if (!head || /[};]$/.test(line) || ['if', 'for', 'while', 'switch', 'catch'].includes(head[4] ?? '')) return [];
    const indent = head[1] ?? '';
    const length = lines.slice(start).findIndex((one) => one.startsWith(`${indent}}`));
    return length <= 0 ? [] : [{ name: head[2] ?? head[3] ?? head[4] ?? '', lines: length + 1 }];
  });
}

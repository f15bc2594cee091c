import type { Text } from '../../../kernel/text.ts';
import { sayPlain } from '../../../kernel/text.ts';
import type { Office } from './api.ts';

export interface OfficeNode {
  readonly office: Office;
  readonly children: readonly OfficeNode[];
}

/** The offices as a tree, in the order in which the city names them; an office whose parent is not there stands at the top. */
export function treeOf(offices: readonly Office[]): readonly OfficeNode[] {
  const known = new Set(offices.map(({ id }) => id));
  const under = (parent: string | null): OfficeNode[] =>
    offices.filter((office) => (office.parent !== null && known.has(office.parent) ? office.parent : null) === parent).map((office) => ({ office, children: under(office.id) }));
  return under(null);
}

/** What matches by name, number or code, with the way that leads to it. */
export function matching(nodes: readonly OfficeNode[], question: string): readonly OfficeNode[] {
  const wanted = question.trim().toLowerCase();
  if (wanted === '') return nodes;
  return nodes.flatMap((node) => {
    if (says(node.office, wanted)) return [node];
    const children = matching(node.children, question);
    return children.length === 0 ? [] : [{ ...node, children }];
  });
}

function says({ name, creditCode, region, slug }: Office, wanted: string): boolean {
  return [name.zh, sayPlain(name as Text, 'en'), creditCode, region, slug].some((text) => text.toLowerCase().includes(wanted));
}

export function countOf(nodes: readonly OfficeNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countOf(node.children), 0);
}

import { describe, expect, it } from 'vitest';
import { words } from '../../../kernel/text.ts';
import type { Office } from './api.ts';
import { countOf, matching, treeOf } from './office-tree.ts';

const office = (id: string, parent: string | null, zh: string, en: string): Office => ({ id, parent, slug: id, kind: 'department', name: words(zh, en), region: '430100000000', creditCode: 'X', phone: '' });

const tree = treeOf([
  office('city', null, '长沙市人民政府', 'Changsha'),
  office('kaifu', 'city', '开福区', 'Kaifu District'),
  office('street', 'kaifu', '通泰街街道', 'Tongtai Street'),
  office('food', 'city', '食品药品监督管理局', 'Food and Drug'),
  office('stray', 'gone', '孤立机构', 'Stray'),
]);
const names = (nodes: ReturnType<typeof matching>): unknown[] => nodes.map(({ office: { id }, children }) => (children.length === 0 ? id : [id, ...names(children)]));

describe('the tree of offices', () => {
  it('holds every office once, also one whose parent is not there', () => {
    expect(names(tree)).toEqual([['city', ['kaifu', 'street'], 'food'], 'stray']);
    expect(countOf(tree)).toBe(5);
  });

  it('finds an office with the way that leads to it', () => {
    expect(names(matching(tree, '通泰'))).toEqual([['city', ['kaifu', 'street']]]);
    expect(names(matching(tree, ' food AND '))).toEqual([['city', 'food']]);
  });

  it('shows what stands below an office that matches, and nothing where none does', () => {
    expect(names(matching(tree, '开福'))).toEqual([['city', ['kaifu', 'street']]]);
    expect(matching(tree, '没有')).toEqual([]);
    expect(matching(tree, ' ')).toBe(tree);
  });
});

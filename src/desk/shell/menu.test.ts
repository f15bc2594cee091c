import { describe, expect, it } from 'vitest';
import { firstScreen, isCurrent, menus, roleWords, type StaffRole } from './menu.ts';

const roles = Object.keys(menus) as StaffRole[];

describe('the menu of a post', () => {
  it.each([
    ['clerk', '/desk/work'],
    ['approver', '/desk/work'],
    ['auditor', '/desk/events'],
    ['admin', '/desk/offices'],
  ] as const)('leads a %s first to %s', (role, path) => {
    expect(firstScreen(role)).toBe(path);
  });

  it('offers the window to clerks only and the audit book to auditors only', () => {
    const who = (path: string) => roles.filter((role) => menus[role].some((entry) => entry.path === path));
    expect(who('/desk/window')).toEqual(['clerk']);
    expect(who('/desk/events')).toEqual(['auditor']);
    expect(who('/desk/offices')).toEqual(['admin']);
    expect(who('/desk/licences')).toEqual(['clerk', 'approver']);
  });

  it('names every role in both languages and no address twice', () => {
    for (const role of roles) {
      expect(roleWords[role].en?.text).toBeTruthy();
      const paths = menus[role].map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
    }
  });

  it.each([
    ['/desk/work', true],
    ['/desk/cases/0190-1', true],
    ['/desk/workshop', false],
    ['/desk/window/0190-1', false],
  ])('marks the work list as current at %s: %s', (address, current) => {
    expect(isCurrent(menus.clerk[0], address)).toBe(current);
  });

  it('marks one entry at most', () => {
    for (const role of roles) for (const { path } of menus[role]) expect(menus[role].filter((entry) => isCurrent(entry, `${path}/x`))).toHaveLength(1);
  });
});

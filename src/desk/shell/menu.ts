import { type Text, words } from '../../kernel/text.ts';
import * as paths from '../paths.ts';

export type StaffRole = 'clerk' | 'approver' | 'auditor' | 'admin';

export interface MenuEntry {
  readonly path: string;
  readonly label: Text;
  /** addresses that belong to this entry though they begin otherwise */
  readonly also?: readonly string[];
}

const work: MenuEntry = { path: paths.work(), label: words('办件工作台', 'Work list'), also: ['/desk/cases'] };
const windowDesk: MenuEntry = { path: paths.windowDesk(), label: words('窗口办理', 'At the window') };
const licences: MenuEntry = { path: paths.licences(), label: words('证照管理', 'Licences') };
const verify: MenuEntry = { path: paths.verify(), label: words('证照核验', 'Verify a licence') };
const offices: MenuEntry = { path: paths.offices(), label: words('机构与人员', 'Offices and staff') };
const readers: MenuEntry = { path: paths.readers(), label: words('读卡器', 'Card readers') };
const events: MenuEntry = { path: paths.events(), label: words('审计事件', 'Audit events') };
const notices: MenuEntry = { path: paths.notices(), label: words('我的消息', 'My notices') };

/** What a post leads to. The server decides what it may do there; the menu only spares the search. */
export const menus = {
  clerk: [work, windowDesk, licences, verify, notices],
  approver: [work, licences, verify, notices],
  auditor: [events, verify, notices],
  admin: [offices, readers, verify, notices],
} as const satisfies Record<StaffRole, readonly MenuEntry[]>;

export const roleWords = {
  clerk: words('受理人员', 'Clerk'),
  approver: words('审批人员', 'Approver'),
  auditor: words('审计人员', 'Auditor'),
  admin: words('系统管理员', 'Administrator'),
} as const satisfies Record<StaffRole, Text>;

/** Where somebody begins who opened the desk without saying what for. */
export function firstScreen(role: StaffRole): string {
  return menus[role][0].path;
}

export function isCurrent({ path, also = [] }: MenuEntry, address: string): boolean {
  return [path, ...also].some((one) => address === one || address.startsWith(`${one}/`));
}

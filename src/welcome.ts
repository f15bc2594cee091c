import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from './house.ts';

/** Where the platform is and, in a demo, who can sign in: the last words of a start. */
export async function welcome({ config }: House): Promise<void> {
  const lines = ['', `一次办 OneVisit · ${config.mode === 'demo' ? '演示 demo' : '生产 production'}`];
  if (config.parts.web) lines.push(`  门户 portal   ${config.publicUrl}/`, `  工作台 desk    ${config.publicUrl}/desk`, `  接口 API      ${config.publicUrl}/api/openapi.json`);
  const people = join(config.dataFolder, 'demo-people.json');
  if (config.mode === 'demo' && existsSync(people)) lines.push(...demoLines(JSON.parse(await readFile(people, 'utf8')) as DemoFile), `  （全部见 all of them: ${people}）`);
  lines.push('', '按 Ctrl-C 停止 press Ctrl-C to stop', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

interface DemoFile {
  readonly citizens: readonly { readonly name: string; readonly number: string; readonly password: string }[];
  readonly staff: readonly { readonly name: string; readonly number: string; readonly password: string; readonly role: string }[];
}

const shown = 2;

function demoLines(demo: DemoFile): string[] {
  const line = (kind: string, one: { name: string; number: string; password: string }) => `  ${kind}  ${one.name}  ${one.number}  ${one.password}`;
  return [
    '演示人员 demo people（证件号码、密码 citizen number, password）',
    ...demo.citizens.slice(0, shown).map((one) => line('群众 citizen ', one)),
    ...demo.staff.map((one) => line(one.role.padEnd(11), one)),
    '  工作人员的动态口令：npx onevisit identity totp --person 证件号码    second factor of staff: the same command',
  ];
}

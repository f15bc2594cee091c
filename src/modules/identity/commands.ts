import type { Role, StaffAsker } from '../../kernel/asker.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import { performAs } from '../../kernel/http/perform.ts';
import { done, refuse, type Outcome } from '../../kernel/outcome.ts';
import type { Command, CommandAnswer, CommandArguments } from '../../kernel/room.ts';
import { fromBase32, totpCode, totpStep } from './domain/totp.ts';
import type { IdentityRoom } from './module.ts';
import * as paths from './paths.ts';
import { findAccountByNumber } from './sql/accounts.ts';
import { insertPost } from './sql/posts.ts';
import { demoSecretsPath, readDemoSecrets } from './stand-in/demo-secrets.ts';
import { type ReaderCommandNeeds, readerCommand } from './stand-in/reader-command.ts';
import { type NumberRefusal, readNumber } from './use-cases/input.ts';
import { inviteStaff } from './use-cases/invite-staff.ts';
import { suspend, type SuspendRefusal } from './use-cases/suspend-account.ts';

/** What these verbs need of the house. */
export interface IdentityCommandContext {
  readonly room: IdentityRoom;
  readonly database: Database;
  readonly clock: Clock;
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly publicUrl: string;
  /** name of the session's cookie */
  readonly cookieName: string;
  readonly csrfOf: (token: string) => string;
}

export interface CommandBinding<Context> {
  /** the room over the running server's database, or one opened for the command */
  context(context: Context): Promise<IdentityCommandContext>;
  /** from the environment, without opening anything */
  reader(): ReaderCommandNeeds;
}

export function identityCommands<Context>(binding: CommandBinding<Context>): readonly Command<Context>[] {
  const verb = (name: string, describe: string, run: (context: IdentityCommandContext, args: CommandArguments) => Promise<CommandAnswer>): Command<Context> => ({
    room: 'identity',
    verb: name,
    describe,
    pure: false,
    run: async (context, args) => run(await binding.context(context), args),
  });
  return [
    verb('demo-session', '--role citizen|clerk|approver|auditor|admin [--person NUMBER] [--office NAME]: a session for a tour, demo mode only', demoSession),
    verb('totp', '--person NUMBER: the one-time password of a demo member of staff at this moment, demo mode only', demoTotp),
    verb('invite', '--number N --name NAME --phone P [--role ROLE --office NAME]: invites a member of staff, the first administrator too', invite),
    verb('suspend', '--number N: ends all sessions of a member of staff at once', suspendByNumber),
    readerCommand(() => binding.reader()),
  ];
}

const roles: readonly Exclude<Role, 'public'>[] = ['citizen', 'clerk', 'approver', 'auditor', 'admin'];
const system = { role: 'public' } as const;

async function demoSession(context: IdentityCommandContext, args: CommandArguments): Promise<CommandAnswer> {
  if (!context.demo) return refused('demo-only', '仅限演示模式 demo mode only');
  const role = roles.find((one) => one === option(args, 'role'));
  if (role === undefined) return unusable(`--role ${roles.join('|')}`);
  const number = option(args, 'person');
  const office = option(args, 'office');
  const opened = await context.room.demoSession({ role, ...(number === undefined ? {} : { number }), ...(office === undefined ? {} : { office }) });
  if (!opened.ok) return refused(opened.refusal.kind, '没有符合条件的演示人员 nobody fits');
  const { token, person, office: at } = opened.value;
  const json = { cookie: `${context.cookieName}=${token}`, csrf: context.csrfOf(token), person, office: at };
  return { exit: 0, json, text: `Cookie: ${json.cookie}\nX-CSRF-Token: ${json.csrf}` };
}

async function demoTotp(context: IdentityCommandContext, args: CommandArguments): Promise<CommandAnswer> {
  if (!context.demo) return refused('demo-only', '仅限演示模式 demo mode only');
  const number = option(args, 'person');
  if (number === undefined) return unusable('--person NUMBER');
  const secret = readDemoSecrets(context.dataFolder).staff.find((one) => one.number === number);
  if (!secret) return refused('nobody', `不在 ${demoSecretsPath(context.dataFolder)} 中 not in that file`);
  const now = context.room.ground.authenticatorNow();
  const code = totpCode(fromBase32(secret.totpSecret), totpStep(now));
  return { exit: 0, json: { code, secondsLeft: 30 - (Math.floor(now.getTime() / 1000) % 30) }, text: code };
}

async function invite(context: IdentityCommandContext, args: CommandArguments): Promise<CommandAnswer> {
  const [number, name, phone] = [option(args, 'number'), option(args, 'name'), option(args, 'phone')];
  if (number === undefined || name === undefined || phone === undefined) return unusable('--number N --name NAME --phone P');
  const post = postOf(context, args);
  if (post === 'wrong') return unusable('--role clerk|approver|auditor|admin --office NAME');
  const { ground } = context.room;
  const outcome = await performAs(context.database, context.clock, 'identity.invite', system, async (deed) => {
    const invited = await inviteStaff(ground, deed, { number, name, phone });
    if (!invited.ok || post === null) return invited;
    const { place } = ground;
    const held = { id: deed.newId<'Post'>(), person: invited.value.person, office: post.office.id, role: post.role, region: post.office.region, items: '*' as const };
    const given = { ...held, window: null, from: deed.today, to: null, deputyOf: null, instance: place.instance, grantedBy: null, now: deed.now };
    if (await insertPost(deed.tx, given)) deed.audit({ detail: { post: held.id, role: post.role } });
    return invited;
  });
  if (!outcome.ok) return refused(outcome.refusal.kind, `未邀请 not invited: ${outcome.refusal.kind}`);
  const { token, digits, expiresAt } = outcome.value;
  const link = `${context.publicUrl}${paths.invitation(token)}`;
  // The console of the machine stands for the phone: whoever sits here could change the database as well.
  return { exit: 0, json: { link, code: digits, expiresAt: expiresAt.toISOString() }, text: `${link}\n验证码 code: ${digits}\n有效至 until ${expiresAt.toISOString()}` };
}

function postOf(context: IdentityCommandContext, args: CommandArguments) {
  const [wanted, slug] = [option(args, 'role'), option(args, 'office')];
  if (wanted === undefined && slug === undefined) return null;
  const role = roles.find((one): one is StaffAsker['role'] => one === wanted && one !== 'citizen');
  const office = slug === undefined ? null : context.room.ground.place.tree.findBySlug(slug);
  return role === undefined || office === null ? ('wrong' as const) : { role, office };
}

async function suspendByNumber(context: IdentityCommandContext, args: CommandArguments): Promise<CommandAnswer> {
  const typed = option(args, 'number');
  if (typed === undefined) return unusable('--number N');
  type Refused = NumberRefusal | SuspendRefusal | { kind: 'nobody' };
  const outcome = await performAs(context.database, context.clock, 'identity.suspend', system, async (deed): Promise<Outcome<{ endedSessions: number }, Refused>> => {
    const number = readNumber(typed, deed.today);
    if (!number.ok) return number;
    const account = await findAccountByNumber(deed.tx, context.room.ground.cells.index('citizen-number', number.value), 'staff');
    if (account === null) return refuse({ kind: 'nobody' });
    const suspended = await suspend(deed, account.id, 'left');
    return suspended.ok ? done(suspended.value) : suspended;
  });
  if (!outcome.ok) return refused(outcome.refusal.kind, `未停用 not suspended: ${outcome.refusal.kind}`);
  return { exit: 0, json: outcome.value, text: `已停用，结束会话 suspended, sessions ended: ${outcome.value.endedSessions}` };
}

function option(args: CommandArguments, name: string): string | undefined {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
}

function refused(kind: string, text: string): CommandAnswer {
  return { exit: 1, json: { refused: kind }, text };
}

function unusable(usage: string): CommandAnswer {
  return { exit: 2, json: { usage }, text: usage };
}

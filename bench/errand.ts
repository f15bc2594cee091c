import { sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestBytes, statementBytes } from '../src/modules/identity/domain/reading.ts';
import { readerAnswers, readerChallenge } from '../src/modules/identity/paths.ts';
import { type Caller, type Client, nobody } from './client.ts';
import type { Cast, Citizen, Window } from './people.ts';

/** What an errand leaves that others look at. */
export interface DoneErrand {
  readonly citizen: Citizen;
  readonly licences: readonly string[];
}

export interface Stage {
  readonly client: Client;
  readonly cast: Cast;
  readonly scan: Buffer;
}

interface Versioned {
  readonly case: string;
  readonly version: number;
}

interface ShownCase {
  readonly version: number;
  readonly state: string;
  readonly organisation: { readonly creditCode: string } | null;
  readonly licences: readonly { readonly id: string; readonly identifier: string | null; readonly standing: string }[];
}

/** Desks of one office, taken in turn; a window is taken by one errand at a time while its reader is in use. */
export interface Desks {
  readonly registrationClerk: () => Caller;
  readonly foodApprover: () => Caller;
  /** runs the work at a free window, or at the next one that comes free */
  atWindow<T>(work: (window: Window) => Promise<T>): Promise<T>;
}

/** The whole errand "open a restaurant": two applications of one person, to the rating. */
export async function runErrand(stage: Stage, desks: Desks, citizen: Citizen, number: number): Promise<DoneErrand> {
  const licence = await registerBusiness(stage, desks.registrationClerk(), citizen, number);
  const { caseId, version, clerk } = await desks.atWindow((window) => openPermit(stage, window, citizen, licence.creditCode));
  const permit = await decidePermit(stage, clerk, desks.foodApprover(), citizen, caseId, version);
  return { citizen, licences: [licence.id, permit] };
}

const online: readonly [string, Record<string, unknown>][] = [
  ['operator', { composition: 'individual' }],
  ['name', {}],
  ['business', { businessScope: ['catering'], employees: 3, funds: 10 }],
  ['premises', { premisesRegion: '430102', premisesAddress: '长沙市芙蓉区五一大道1号一楼', premisesKind: 'rented', premisesDeclared: true }],
  ['confirm', { truthDeclared: true }],
];

/** Online: search, begin, fill in, hand in; the clerk accepts and the published rule decides at once. */
async function registerBusiness({ client }: Stage, clerk: Caller, citizen: Citizen, number: number): Promise<{ id: string; creditCode: string }> {
  const { caller } = citizen;
  await client.get('search', nobody, `/api/items/search?q=${encodeURIComponent('开饭店')}`);
  await client.get('start', caller, '/api/items/individual-business-registration/start');
  const begun = await client.send<Versioned & { firstScreen: string }>('begin', caller, 'POST', '/api/cases', { item: 'individual-business-registration' });
  const path = `/api/cases/${begun.case}`;
  await client.get('prefilled-screen', caller, `${path}/screens/${begun.firstScreen}`);
  let { version } = begun;
  for (const [screen, fixed] of online) {
    const answers = screen === 'name' ? { businessName: nameOf(number) } : fixed;
    ({ version } = await client.send<Versioned>('save-screen', caller, 'PUT', `${path}/screens/${screen}`, { version, answers }));
  }
  await client.get('check', caller, path);
  await client.send('submit', caller, 'POST', `${path}/submission`, { version });
  await client.get('work-list', clerk, '/api/cases/work?queue=acceptance');
  const seen = await client.get<ShownCase>('clerk-reads', clerk, path);
  const accepted = await client.send<{ state: string }>('accept-by-rule', clerk, 'POST', `${path}/acceptance`, { version: seen.version });
  if (accepted.state !== 'granted') throw new Error(`the rule did not grant: ${JSON.stringify(accepted)}`);
  return signedLicence(client, caller, path);
}

/** Names must be unique in the city, and of Chinese characters. */
function nameOf(number: number): string {
  const digits = '天地玄黄宇宙洪荒日月盈昃辰宿列张';
  const own = [...number.toString(16).padStart(6, '0')].map((digit) => digits[Number.parseInt(digit, 16)]).join('');
  return `长沙市芙蓉区${own}小饭馆`;
}

/** The signature follows the commit: the person looks until it is there, then somebody verifies the licence without signing in. */
async function signedLicence(client: Client, caller: Caller, path: string): Promise<{ id: string; creditCode: string }> {
  for (let turn = 0; turn < 200; turn += 1) {
    await sleep(lookMilliseconds);
    const { licences, organisation } = await client.get<ShownCase>('applicant-reads', caller, path);
    const [licence] = licences;
    if (licence?.standing === 'valid' && licence.identifier !== null) {
      const verified = await client.get<{ valid: boolean }>('verify', nobody, `/api/verify/${encodeURIComponent(licence.identifier)}`);
      if (!verified.valid) throw new Error(`a licence does not verify: ${licence.identifier}`);
      return { id: licence.id, creditCode: organisation?.creditCode ?? '' };
    }
  }
  throw new Error('a granted licence was not signed in time');
}

// Nobody sees the next page sooner; the signature takes a few milliseconds.
const lookMilliseconds = 50;

const atTheWindow: readonly [string, Record<string, unknown>][] = [
  ['operator', {}],
  ['premises', { totalArea: 60, kitchenArea: 20 }],
  ['business', { mainBusiness: 'catering', seats: 30, businessItems: ['hot-food'], coldDishes: false, onlineOrders: false }],
  ['safety', { safetyManager: '安全员', workers: 3 }],
  ['confirm', { truthDeclared: true }],
];

/** At the window: the card is read, what the government holds is collected, the clerk writes down the rest and tells once what is missing. */
async function openPermit({ client, scan }: Stage, window: Window, citizen: Citizen, creditCode: string): Promise<{ caseId: string; version: number; clerk: Caller }> {
  const { clerk } = window;
  const opened = await client.send<Versioned>('open-at-window', clerk, 'POST', '/api/cases/window', { item: 'food-business-licence' });
  const path = `/api/cases/${opened.case}`;
  const reading = await readCard(client, window, citizen, opened.case);
  let { version } = await client.send<Versioned>('identify-and-collect', clerk, 'POST', `${path}/identification`, { version: opened.version, reading, organisation: creditCode });
  await client.get('clerk-reads', clerk, path);
  for (const [screen, answers] of atTheWindow) ({ version } = await client.send<Versioned>('save-screen', clerk, 'PUT', `${path}/screens/${screen}`, { version, answers }));
  for (const material of ['layout-plan', 'safety-rules']) {
    ({ version } = await client.upload<Versioned>('upload-scan', clerk, `${path}/materials/${material}`, { name: `${material}.png`, bytes: scan, fields: { version: String(version) } }));
  }
  ({ version } = await client.send<Versioned>('submit', clerk, 'POST', `${path}/submission`, { version }));
  ({ version } = await client.send<Versioned>('tell-correction', clerk, 'POST', `${path}/correction`, { version, points: [] }));
  return { caseId: opened.case, version, clerk };
}

/** Clerk asks, the reader's program is told and answers with its own key, the clerk sees who it is. */
async function readCard(client: Client, { clerk, reader, key }: Window, citizen: Citizen, caseId: string): Promise<string> {
  const { challenge } = await client.send<{ challenge: string }>('open-reading', clerk, 'POST', '/api/identity/readings', { case: caseId });
  const at = new Date().toISOString();
  const path = readerChallenge(reader);
  const proof = sign(null, requestBytes('GET', path, at, emptyDigest), key).toString('base64url');
  const wanted = await client.get<{ challenge: { nonce: string; window: string } | null }>('reader-asks', nobody, `${path}?at=${encodeURIComponent(at)}&signature=${proof}`);
  if (wanted.challenge === null) throw new Error(`nothing is wanted of ${reader}`);
  const { nonce, window } = wanted.challenge;
  const statement = { challenge: nonce, reader, window, citizenNumber: citizen.number, name: citizen.name, readAt: new Date().toISOString() };
  const signature = sign(null, statementBytes(statement), key).toString('base64url');
  await client.send('reader-answers', nobody, 'POST', readerAnswers(reader), { challenge: nonce, window, number: citizen.number, name: citizen.name, readAt: statement.readAt, signature });
  const { reading } = await client.get<{ reading: string }>('reading-arrived', clerk, `/api/identity/readings/${challenge}`);
  return reading;
}

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What was missing comes from home; acceptance, inspection, grant; the person sees the licence and rates. @returns the licence */
async function decidePermit({ client, scan }: Stage, clerk: Caller, approver: Caller, citizen: Citizen, caseId: string, told: number): Promise<string> {
  const path = `/api/cases/${caseId}`;
  const { caller } = citizen;
  let { version } = await client.get<ShownCase>('applicant-reads', caller, path);
  if (version !== told) throw new Error('the applicant sees another version than the clerk left');
  ({ version } = await client.upload<Versioned>('upload-scan', caller, `${path}/materials/health-certificate`, { name: '健康证.png', bytes: scan, fields: { version: String(version) } }));
  ({ version } = await client.send<Versioned>('supplement', caller, 'POST', `${path}/supplement`, { version }));
  await client.get('clerk-reads', clerk, path);
  ({ version } = await client.send<Versioned>('accept', clerk, 'POST', `${path}/acceptance`, { version }));
  ({ version } = await client.get<ShownCase>('approver-reads', approver, path));
  const order = { version, procedure: 'on-site-inspection', reason: '经营场所需要现场核查', plannedOn: todayInChangsha() };
  ({ version } = await client.send<Versioned>('order-inspection', approver, 'POST', `${path}/special-procedure`, order));
  ({ version } = await client.send<Versioned>('record-inspection', approver, 'POST', `${path}/special-procedure/result`, { version, passed: true, result: '场所布局与平面图一致' }));
  await client.send('grant', approver, 'POST', `${path}/grant`, { version });
  const { id } = await signedLicence(client, caller, path);
  await client.send('rate', caller, 'POST', `/api/supervision/cases/${caseId}/rating`, { satisfaction: 1, words: '' });
  return id;
}

function todayInChangsha(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

export function desksOf(cast: Cast): Desks {
  const free = [...cast.windows];
  const waiting: ((window: Window) => void)[] = [];
  let turn = 0;
  const next = <T>(all: readonly T[]): T => all[(turn += 1) % all.length] as T;
  return {
    registrationClerk: () => next(cast.registrationClerks),
    foodApprover: () => next(cast.foodApprovers),
    atWindow: async (work) => {
      const window = free.pop() ?? (await new Promise<Window>((resolve) => waiting.push(resolve)));
      try {
        return await work(window);
      } finally {
        const first = waiting.shift();
        if (first) first(window);
        else free.push(window);
      }
    },
  };
}

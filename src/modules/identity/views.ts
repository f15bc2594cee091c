import { z } from 'zod';
import { personal } from '../../kernel/masking.ts';
import { text } from '../../kernel/schemas.ts';

/** A session was opened; its token goes by cookie only. */
export const sessionOpened = z.object({ session: z.uuid(), next: z.string().max(500) });
export const sessionEnded = z.object({ ended: z.literal(true), next: z.string().max(500) });
export const codeRequested = z.object({ request: z.uuid(), minutes: z.int(), back: z.string().max(500).nullable() });

/** What a page of forms needs of its address. */
export const formPage = z.object({ back: z.string().max(500).nullable(), request: z.uuid().nullable(), accepted: z.boolean() });

export const role = z.enum(['clerk', 'approver', 'auditor', 'admin']);
export const items = z.union([z.literal('*'), z.array(z.string().max(100)).max(200)]);
export const dayText = z.string().max(10);

const post = z.object({
  id: z.uuid(),
  office: z.uuid(),
  officeName: text,
  role,
  region: z.string().max(12),
  items,
  window: z.string().max(20).nullable(),
  from: dayText,
  to: dayText.nullable(),
  deputyOf: z.uuid().nullable(),
});

const organisation = z.object({
  id: z.uuid(),
  creditCode: z.string().max(18),
  name: z.string().max(200),
  kind: z.enum(['enterprise', 'individual-business', 'public-institution', 'social-organisation', 'government']),
  role: z.enum(['operator', 'legal-representative']),
  from: dayText,
});

export const me = z.object({
  role: z.enum(['citizen', 'clerk', 'approver', 'auditor', 'admin']),
  person: z.uuid(),
  account: z.uuid(),
  name: personal('person-name'),
  citizenNumber: personal('citizen-number'),
  phone: personal('phone').nullable(),
  realNameLevel: z.enum(['L0', 'L1', 'L2', 'L3']),
  organisations: z.array(organisation).max(1_000),
  sessions: z.array(z.object({ id: z.uuid(), startedAt: z.string().max(30), seenAt: z.string().max(30), current: z.boolean() })).max(1_000),
  post: z.uuid().nullable(),
  window: z.string().max(20).nullable(),
  authenticatedAt: z.string().max(30).nullable(),
  posts: z.array(post).max(200),
  /** the city's zone, in which the times of this view are shown */
  zone: z.string().max(60),
  csrf: z.string().max(100).nullable(),
});

export const invitationShown = z.object({
  token: z.string().max(43),
  name: personal('person-name'),
  secret: z.string().max(64),
  address: z.string().max(500),
  expiresAt: z.string().max(30),
});

export const invited = z.object({ person: z.uuid(), account: z.uuid(), path: z.string().max(200), expiresAt: z.string().max(30) });

export const offices = z.object({
  offices: z
    .array(
      z.object({
        id: z.uuid(),
        slug: z.string().max(80),
        kind: z.enum(['government', 'department', 'district', 'park', 'street', 'community', 'hall']),
        name: text,
        region: z.string().max(12),
        creditCode: z.string().max(18),
        phone: z.string().max(30),
        parent: z.uuid().nullable(),
      }),
    )
    .max(5_000),
});

export const staff = z.object({
  staff: z
    .array(
      z.object({
        post: z.uuid(),
        person: z.uuid(),
        name: personal('person-name'),
        account: z.uuid(),
        state: z.enum(['active', 'suspended']),
        enrolled: z.boolean(),
        role,
        region: z.string().max(12),
        items,
        window: z.string().max(20).nullable(),
        from: dayText,
        to: dayText.nullable(),
        deputyOf: z.uuid().nullable(),
      }),
    )
    .max(500),
});

export const reading = z.object({
  state: z.enum(['waiting', 'read', 'used', 'expired', 'closed']),
  reading: z.uuid().nullable(),
  expiresAt: z.string().max(30),
  readerListening: z.boolean(),
  name: personal('person-name').nullable(),
  citizenNumber: personal('citizen-number').nullable(),
});

export const readers = z.object({
  readers: z
    .array(
      z.object({
        id: z.string().max(40),
        office: z.uuid(),
        window: z.string().max(20),
        serial: z.string().max(80),
        model: text,
        standIn: z.boolean(),
        state: z.enum(['active', 'suspended']),
        seenAt: z.string().max(30).nullable(),
      }),
    )
    .max(1_000),
});

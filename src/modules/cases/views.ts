import { z } from 'zod';
import { personal } from '../../kernel/masking.ts';
import { acts, text } from '../../kernel/schemas.ts';

/** What leaves the room, as JSON and as the ground of its pages. */
const day = z.iso.date();
const instant = z.iso.datetime();
const state = z.enum(['draft', 'submitted', 'correction', 'accepted', 'suspended', 'not-accepted', 'granted', 'refused', 'withdrawn']);
const channel = z.enum(['online', 'window']);
const light = z.enum(['green', 'yellow', 'red', 'legal-red', 'stopped', 'none']);
const organisation = z.object({ name: z.string(), creditCode: z.string() });

export const changedView = z.object({ case: z.string(), version: z.number() });
export const begunView = changedView.extend({ firstScreen: z.string() });
export const savedView = changedView.extend({ next: z.string().nullable() });
export const uploadedView = changedView.extend({ row: z.string(), name: z.string(), mediaType: z.string(), size: z.number(), pages: z.number() });
const outcomes = z.array(z.object({ material: z.string(), name: text, got: z.boolean(), why: text.nullable() }));
export const collectedView = changedView.extend({ outcomes });
export const receiptView = z.object({ payload: z.string(), keyId: z.string(), algorithm: z.string(), signature: z.string() });
export const submittedView = changedView.extend({ number: z.string(), receipt: receiptView, missing: z.array(z.string()) });
export const identifiedView = changedView.extend({ applicantName: personal('person-name'), organisation: organisation.nullable(), organisations: z.array(organisation), outcomes });
const point = z.object({ about: z.enum(['material', 'answer']), key: z.string(), label: text, why: z.string() });
export const correctionView = changedView.extend({ points: z.array(point) });
export const acceptedView = changedView.extend({
  state,
  promisedDueOn: day.nullable(),
  rule: z.object({ rule: z.string(), version: z.number(), granted: z.boolean(), failed: z.array(text) }).nullable(),
  licence: z.string().nullable(),
});
export const decidedView = changedView.extend({ state, licence: z.string().nullable() });
export const procedureStartedView = changedView.extend({ procedure: z.string() });
export const procedureEndedView = changedView.extend({ promisedDueOn: day.nullable() });

const answer = z.object({ name: z.string(), title: text, value: z.string(), source: text.nullable() });
const screenGist = z.object({ id: z.string(), title: text, saved: z.boolean(), answers: z.array(answer) });

const evidence = z.object({ source: text, path: z.array(z.string()), verifiedAt: instant, reference: z.string(), values: z.record(z.string(), z.string()) });
const suppliedRow = z.object({
  row: z.string(),
  how: z.enum(['upload', 'licence', 'register']),
  at: instant,
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number(), pages: z.number() }).nullable(),
  evidence: evidence.nullable(),
});
export const materialView = z.object({
  id: z.string(),
  name: text,
  standard: text,
  by: z.enum(['government', 'applicant', 'form']).nullable(),
  declared: z.boolean(),
  missing: z.boolean(),
  /** kinds of file that may be brought; null where nothing has to be */
  accepts: z.array(z.enum(['pdf', 'jpg', 'png'])).nullable(),
  remark: text.nullable(),
  supplied: z.array(suppliedRow),
});

const timelineEntry = z.object({ on: day, what: text, why: text.nullable(), state: z.enum(['done', 'expected', 'stopped']) });
const figures = z.object({
  asked: z.number(),
  government: z.number(),
  visits: z.number(),
  promisedDays: z.number(),
  unit: z.enum(['working-day', 'calendar-day']),
  /** null before acceptance */
  usedDays: z.number().nullable(),
  promisedDueOn: day.nullable(),
  legalDueOn: day.nullable(),
  /** the year whose calendar is not published yet: the due days are provisional */
  provisionalYear: z.number().nullable(),
});

export const caseView = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string().nullable(),
  printedNumber: z.string().nullable(),
  item: z.object({ slug: z.string(), name: text, version: z.number(), code: z.string() }),
  state,
  stateName: text,
  statusCode: z.string(),
  resultCode: z.string().nullable(),
  channel,
  light,
  queue: z.string().nullable(),
  office: z.object({ name: text, phone: z.string() }),
  window: z.string().nullable(),
  applicant: personal('person-name').nullable(),
  organisation: organisation.nullable(),
  createdAt: instant,
  submittedOn: day.nullable(),
  acceptedOn: day.nullable(),
  figures,
  timeline: z.array(timelineEntry),
  screens: z.array(screenGist),
  nextScreen: z.string().nullable(),
  materials: z.array(materialView),
  correction: z.object({ toldOn: day, answeredOn: day.nullable(), points: z.array(point.extend({ open: z.boolean() })) }).nullable(),
  procedures: z.array(z.object({ id: z.string(), procedure: z.string(), name: text, reason: z.string(), notice: text, startedOn: day, plannedOn: day, endedOn: day.nullable(), passed: z.boolean().nullable(), result: z.string().nullable() })),
  /** special procedures that the item provides for, with the last day each may be planned for */
  procedureChoices: z.array(z.object({ id: z.string(), name: text, until: day })),
  decision: z.object({ on: day, by: z.enum(['person', 'rule']), rule: z.string().nullable(), ruleVersion: z.number().nullable(), reason: z.string().nullable() }).nullable(),
  /** why the published rule left the decision to a person */
  failedConditions: z.array(text),
  reason: z.string().nullable(),
  licences: z.array(z.object({ id: z.string(), typeName: text, number: z.string(), identifier: z.string().nullable(), standing: z.string() })),
  history: z.array(z.object({ at: instant, kind: z.string(), by: z.string(), says: text })),
  acts,
});

const listedCase = z.object({
  id: z.string(),
  number: z.string().nullable(),
  itemName: text,
  itemSlug: z.string(),
  state,
  stateName: text,
  channel,
  light,
  createdAt: instant,
  submittedOn: day.nullable(),
  dueOn: day.nullable(),
});
export const casesView = z.object({ cases: z.array(listedCase), next: z.string().nullable() });
export const workView = z.object({
  queue: z.string(),
  cases: z.array(listedCase.extend({ applicant: personal('person-name').nullable(), mine: z.boolean() })),
  next: z.string().nullable(),
});

const option = z.object({ value: z.string(), label: text });
const fieldView = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'boolean', 'array']),
  title: text,
  hint: text.nullable(),
  required: z.boolean(),
  locked: z.boolean(),
  /** asked only where another answer is so */
  when: z.object({ field: z.string(), equals: z.union([z.string(), z.boolean()]), words: text }).nullable(),
  options: z.array(option).nullable(),
  multiline: z.boolean(),
  date: z.boolean(),
  maximumLength: z.number().nullable(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
  source: text.nullable(),
});
export const screenView = z.object({
  case: z.string(),
  version: z.number(),
  itemName: text,
  screen: z.object({ id: z.string(), title: text, intro: text.nullable() }),
  fields: z.array(fieldView),
  screens: z.array(z.object({ id: z.string(), title: text, saved: z.boolean() })),
  previous: z.string().nullable(),
  next: z.string().nullable(),
  acts,
});

export const startView = z.object({
  item: z.object({ slug: z.string(), name: text, promised: z.object({ days: z.number(), unit: z.string() }) }),
  online: z.boolean(),
  signedIn: z.boolean(),
  needsLevel: z.string().nullable(),
  organisations: z.array(organisation),
  needsOrganisation: z.boolean(),
  materials: z.array(z.object({ id: z.string(), name: text, by: z.enum(['government', 'applicant', 'form']), held: text.nullable(), standard: text })),
  drafts: z.array(z.object({ id: z.string(), startedAt: instant })),
});

/** The receipt with what it says; the payload is what was signed, the rest is the same in plain words. */
export const receiptPageView = receiptView.extend({
  case: z.string(),
  receipt: z.object({
    format: z.string(),
    instance: z.string(),
    number: z.string(),
    item: z.object({ slug: z.string(), code: z.string(), version: z.number(), name: text }),
    office: z.object({ name: text, phone: z.string() }),
    applicant: z.string(),
    channel,
    submittedAt: instant,
    submittedOn: day,
    answerBy: day,
    materials: z.array(z.object({ id: z.string(), name: text, by: z.enum(['government', 'applicant', 'form']).nullable() })),
    answersDigest: z.string(),
  }),
});

/** The materials page after an upload that was refused. */
export const materialPageView = caseView.extend({ refusedAt: z.string() });

import { z } from 'zod';
import { personal } from '../../kernel/masking.ts';
import { acts, text } from '../../kernel/schemas.ts';

export const standing = z.enum(['prepared', 'valid', 'expired', 'suspended', 'revoked', 'replaced']);
const faceLine = z.object({ name: z.string(), label: text, value: z.string() });

export const licenceCardView = z.object({
  id: z.string(),
  identifier: z.string().nullable(),
  type: z.string(),
  typeName: text,
  number: z.string(),
  holderKind: z.enum(['person', 'organisation']),
  holderName: personal('person-name'),
  issuer: text,
  issuedOn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  standing,
  grade: z.enum(['A', 'B']),
});

export const copyView = z.object({
  id: z.string(),
  type: z.string(),
  typeName: text,
  number: z.string(),
  grade: z.enum(['C', 'D']),
  uploadedAt: z.string(),
  checkedAt: z.string().nullable(),
  licence: z.string().nullable(),
});

export const mineView = z.object({
  licences: z.array(licenceCardView),
  copies: z.array(copyView),
  types: z.array(z.object({ slug: z.string(), name: text })),
});

export const licenceView = z.object({
  card: licenceCardView,
  face: z.array(faceLine),
  case: z.string().nullable(),
  /** where the QR code leads; null until it is signed */
  verifyAddress: z.string().nullable(),
  shortCode: z.string().nullable(),
  history: z.array(z.object({ from: z.string(), to: z.string(), at: z.string(), reason: z.string() })),
  reuses: z.array(z.object({ id: z.string(), case: z.string(), material: z.string(), purpose: z.string(), ground: z.enum(['card', 'session']), at: z.string(), office: text.nullable() })),
  acts,
});

export const officeLicencesView = z.object({ licences: z.array(licenceCardView.extend({ acts })), next: z.string().nullable() });

export const standingChangedView = z.object({ licence: z.string(), standing });

/** What anybody may see. Names are masked here already: who has the short code sees the face, and no role decides that. */
export const verificationView = z.object({
  identifier: z.string(),
  checkedAt: z.string(),
  valid: z.boolean(),
  standing,
  checks: z.array(z.object({ check: z.enum(['identifier', 'record', 'signature', 'key', 'log', 'standing']), ok: z.boolean(), reason: text })),
  typeName: text,
  number: z.string(),
  issuer: text,
  issuedOn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  grade: z.enum(['A', 'B']),
  holderName: z.string(),
  /** the whole face with the short code, the unmasked fields without it */
  face: z.array(faceLine),
  detail: z.enum(['masked', 'full', 'code-wrong']),
});

export const askVerificationView = z.object({ result: verificationView.nullable(), asked: z.string().nullable(), refusal: z.object({ title: text, detail: text.nullable() }).nullable() });

export const copyKeptView = z.object({ copy: z.string() });
export const copyDetailView = copyView.extend({ holderName: personal('person-name'), validFrom: z.string(), validTo: z.string().nullable(), faceFields: z.array(z.object({ name: z.string(), label: text, required: z.boolean(), kind: z.enum(['text', 'date', 'integer']) })) });
export const copyCheckedView = z.object({ licence: z.string() });

const publicKey = z.object({
  kid: z.string(),
  purpose: z.string(),
  algorithm: z.string(),
  publicKey: z.string(),
  notBefore: z.string(),
  notAfter: z.string().nullable(),
  revokedAt: z.string().nullable(),
  state: z.string(),
});
export const keysView = z.object({
  format: z.literal('onevisit-keys-1'),
  instance: z.string(),
  origin: z.string(),
  exportedAt: z.string(),
  keys: z.array(publicKey),
  logVerifiers: z.array(z.string()),
});

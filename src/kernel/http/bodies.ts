import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Outcome } from '../outcome.ts';
import { done, refuse } from '../outcome.ts';
import type { Route, Upload } from '../route.ts';
import { parseStrict } from '../canonical.ts';
import type { EdgeRefusal } from './faults.ts';
import type { Fields, RawBody } from './input.ts';

export const bodyLimitBytes = 1_048_576;

/** JSON is read by the strict parser (no duplicate keys, bounded depth); forms become plain fields. */
export async function readBodies(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: bodyLimitBytes }, (_request, text, finish) => {
    const parsed = parseStrict(text as string, { maximumDepth: 32 });
    finish(null, (parsed.ok ? { json: parsed.value } : { unreadable: true }) satisfies RawBody & { unreadable?: true });
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: bodyLimitBytes }, (_request, text, finish) => {
    finish(null, { fields: fieldsOf(new URLSearchParams(text as string)) } satisfies RawBody);
  });
  await app.register(multipart, { limits: { fieldSize: 65_536, fields: 200, fileSize: 20 * bodyLimitBytes, files: 1, parts: 201, headerPairs: 50 }, throwFileSizeLimit: true });
}

function fieldsOf(pairs: Iterable<[string, string]>): Fields {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else fields[name] = [known, value];
  }
  return fields;
}

/** The body of one request in one of its three shapes. */
export async function bodyOf(route: Route, request: FastifyRequest): Promise<Outcome<RawBody, EdgeRefusal>> {
  if (request.isMultipart()) return readMultipart(route, request);
  const raw = request.body as (RawBody & { unreadable?: true }) | undefined;
  if (raw?.unreadable) return refuse({ kind: 'body-unreadable' });
  return done(raw ?? { json: undefined });
}

async function readMultipart(route: Route, request: FastifyRequest): Promise<Outcome<RawBody, EdgeRefusal>> {
  if (!route.upload) return refuse({ kind: 'media-type-unknown' });
  const pairs: [string, string][] = [];
  let upload: Upload | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: route.upload.maximumBytes } })) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        if (part.fieldname === route.upload.field && (bytes.length > 0 || part.filename)) upload = { field: part.fieldname, name: part.filename ?? '', bytes };
      } else if (typeof part.value === 'string') pairs.push([part.fieldname, part.value]);
    }
  } catch (error) {
    return refuse({ kind: (error as { statusCode?: number }).statusCode === 413 ? 'body-too-large' : 'body-unreadable' });
  }
  const fields = fieldsOf(pairs);
  const json: Record<string, unknown> = {};
  for (const [name, value] of pairs) if (!name.startsWith('_')) json[name] = value;
  return done({ fields, json, upload });
}

import { z } from 'zod';
import { edgeProblems } from './http/faults.ts';
import type { Route } from './route.ts';
import { noBody } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1 of every API door, from the same declarations that the edge runs. */
export function openApiOf(routes: readonly Route[], server: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    if (route.path === null) continue;
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OneVisit 一次办', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'onevisit' } },
      schemas: { Problem: problemSchema },
    },
  };
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    field: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } } },
    retryAfterSeconds: { type: 'integer' },
    instance: { type: 'string' },
  },
};

export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Record<string, unknown>;
  return json;
}

function operationOf(route: Route): Json {
  const writes = route.method !== 'GET';
  const roles = Object.entries(route.who).map(([role, relations]) => `${role}: ${(relations ?? []).join(', ')}`);
  return {
    operationId: route.name,
    summary: route.title.zh,
    description: `${route.title.en?.text ?? route.title.zh}\n\nWho may: ${roles.join('; ')}. Limit class: ${route.limit}.`,
    'x-who': route.who,
    'x-audit': writes ? 'event' : route.audit,
    ...(route.who.public ? {} : { security: [{ session: [] }] }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...(writes ? writeHeaders : [])],
    ...(writes && (route.body !== noBody || route.upload) ? { requestBody: requestBodyOf(route) } : {}),
    responses: responsesOf(route),
  };
}

const writeHeaders: readonly Json[] = [
  { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
  { name: 'X-CSRF-Token', in: 'header', required: false, schema: { type: 'string' } },
];

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const json = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}

function requestBodyOf(route: Route): Json {
  const schema = schemaOf(route.body, 'input');
  if (!route.upload) return { required: true, content: { 'application/json': { schema } } };
  const properties = { ...(schema.properties as Json), [route.upload.field]: { type: 'string', contentMediaType: 'application/octet-stream' } };
  return { required: true, content: { 'multipart/form-data': { schema: { ...schema, type: 'object', properties } } } };
}

function responsesOf(route: Route): Json {
  const good =
    route.view === 'binary'
      ? { description: 'The file', content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } }
      : { description: 'Done', content: { 'application/json': { schema: schemaOf(route.view, 'output') } } };
  const statuses = new Set([...Object.values(edgeProblems), ...Object.values(route.problems)].map((row) => (row as { status: number }).status));
  const refused = [...statuses].sort().map((status) => [String(status), { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }]);
  return { 200: good, ...Object.fromEntries(refused) };
}

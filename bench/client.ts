import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** Who asks: what a browser or the desk sends with each request of a session. */
export interface Caller {
  readonly cookie: string;
  readonly csrf: string;
}

export const nobody: Caller = { cookie: '', csrf: '' };

export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** One request as it went, for the figures. */
export interface Sample {
  readonly step: string;
  readonly milliseconds: number;
  readonly mutating: boolean;
}

export interface Client {
  get<T>(step: string, caller: Caller, path: string): Promise<T>;
  send<T>(step: string, caller: Caller, method: 'POST' | 'PUT', path: string, body: unknown): Promise<T>;
  upload<T>(step: string, caller: Caller, path: string, upload: Upload): Promise<T>;
  bytes(step: string, caller: Caller, path: string): Promise<Buffer>;
  close(): void;
}

/** A client over kept-alive connections that tells each request's time, from before it is sent until its last byte is there. */
export function openClient(port: number, tell: (sample: Sample) => void): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'fifo' });
  function exchange(step: string, caller: Caller, method: string, path: string, headers: Record<string, string>, body: Buffer | null): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const all: Record<string, string> = { ...headers };
      if (caller.cookie !== '') all.cookie = caller.cookie;
      if (method !== 'GET') {
        all['idempotency-key'] = randomUUID();
        if (caller.csrf !== '') all['x-csrf-token'] = caller.csrf;
      }
      if (body !== null) all['content-length'] = String(body.length);
      const asked = request({ agent, host: '127.0.0.1', port, method, path, headers: all }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const bytes = Buffer.concat(parts);
          tell({ step, milliseconds: performance.now() - begun, mutating: method !== 'GET' });
          if (response.statusCode === 200) resolve(bytes);
          else reject(new Error(`${step}: ${method} ${path} answered ${response.statusCode}: ${bytes.toString('utf8').slice(0, 600)}`));
        });
      });
      asked.once('error', reject);
      asked.end(body ?? undefined);
    });
  }
  return {
    get: async <T>(step: string, caller: Caller, path: string) => JSON.parse((await exchange(step, caller, 'GET', path, {}, null)).toString('utf8')) as T,
    send: async <T>(step: string, caller: Caller, method: 'POST' | 'PUT', path: string, body: unknown) =>
      JSON.parse((await exchange(step, caller, method, path, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)))).toString('utf8')) as T,
    upload: async <T>(step: string, caller: Caller, path: string, upload: Upload) => {
      const { type, bytes } = multipartOf(upload);
      return JSON.parse((await exchange(step, caller, 'POST', path, { 'content-type': type }, bytes)).toString('utf8')) as T;
    },
    bytes: (step, caller, path) => exchange(step, caller, 'GET', path, {}, null),
    close: () => agent.destroy(),
  };
}

/** A form with one file, as a browser sends it (RFC 7578). */
function multipartOf(upload: Upload): { type: string; bytes: Buffer } {
  const border = 'border-of-the-parts';
  const fields = Object.entries(upload.fields).map(([name, value]) => `--${border}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const head = `--${border}\r\ncontent-disposition: form-data; name="file"; filename="${upload.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return { type: `multipart/form-data; boundary=${border}`, bytes: Buffer.concat([Buffer.from(fields.join('') + head), upload.bytes, Buffer.from(`\r\n--${border}--\r\n`)]) };
}

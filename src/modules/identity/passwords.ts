import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Argon2id (RFC 9106) off the main thread; stored in PHC form with its parameters, so that they can be raised later. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** With no stored password it works as long and answers no: time does not tell whether an account exists. */
  matches(password: string, stored: string | null): Promise<boolean>;
}

interface Parameters {
  readonly memoryKibibytes: number;
  readonly passes: number;
  readonly lanes: number;
}

// OWASP Password Storage: 19 MiB, 2 passes, 1 lane.
const current: Parameters = { memoryKibibytes: 19_456, passes: 2, lanes: 1 };
const saltBytes = 16;
const tagBytes = 32;

export function openPasswords(): Passwords {
  let nobody: Promise<string> | null = null;
  return {
    hash: (password) => phcOf(password, randomBytes(saltBytes), current),
    matches: async (password, stored) => {
      nobody ??= phcOf(randomBytes(24).toString('base64'), randomBytes(saltBytes), current);
      const right = await matchesPhc(password, stored ?? (await nobody));
      return right && stored !== null;
    },
  };
}

async function phcOf(password: string, salt: Buffer, parameters: Parameters): Promise<string> {
  const { memoryKibibytes, passes, lanes } = parameters;
  const tag = await digestOf(password, salt, parameters);
  return `$argon2id$v=19$m=${memoryKibibytes},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** @throws when what is stored is no PHC text of argon2id: that is our own fault */
async function matchesPhc(password: string, stored: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (!match) throw new Error('a stored password is not in PHC form');
  const [, memory, passes, lanes, salt, tag] = match;
  const parameters = { memoryKibibytes: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const right = Buffer.from(tag ?? '', 'base64');
  const typed = await digestOf(password, Buffer.from(salt ?? '', 'base64'), parameters);
  return right.length === typed.length && timingSafeEqual(right, typed);
}

function digestOf(password: string, salt: Buffer, { memoryKibibytes, passes, lanes }: Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const message = Buffer.from(password.normalize('NFC'));
    const options = { message, nonce: salt, parallelism: lanes, tagLength: tagBytes, memory: memoryKibibytes, passes };
    argon2('argon2id', options, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

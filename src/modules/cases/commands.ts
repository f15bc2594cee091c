import { readFile } from 'node:fs/promises';
import type { PublicKeyInfo } from '../../kernel/keys/provider.ts';
import type { Command, CommandAnswer, CommandArguments } from '../../kernel/room.ts';
import { words, type Text } from '../../kernel/text.ts';
import type { SignedReceipt } from './domain/receipt.ts';
import { verifyReceipt, type ReceiptVerdict } from './domain/receipt-check.ts';

/** Verbs of the room; this one starts no server and opens no database. */
export const casesCommands: readonly Command<unknown>[] = [
  {
    room: 'cases',
    verb: 'verify-receipt',
    describe: 'FILE --trust keys.json: is this proof of filing genuine? without network and database',
    pure: true,
    run: (_context, args) => verifyFile(args),
  },
];

const usage = 'cases verify-receipt FILE --trust keys.json';

async function verifyFile(args: CommandArguments): Promise<CommandAnswer> {
  const [file] = args.positional;
  const trust = args.options.trust;
  if (file === undefined || typeof trust !== 'string') return { exit: 2, json: { usage }, text: usage };
  const [signed, keys] = await Promise.all([readJson(file), readJson(trust)]);
  const receipt = receiptIn(signed);
  const trusted = keysIn(keys);
  if (receipt === null || trusted === null) return { exit: 2, json: { unreadable: receipt === null ? file : trust }, text: `无法读取 unreadable: ${receipt === null ? file : trust}` };
  const verdict = verifyReceipt(receipt, trusted);
  if (verdict.valid) return { exit: 0, json: verdict, text: `有效 valid\n${verdict.receipt.number}\n${verdict.receipt.item.name.zh}\n${verdict.receipt.submittedAt}` };
  const said = verdictWords[verdict.reason];
  return { exit: 1, json: verdict, text: `${said.zh}\n${said.en?.text}` };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

function receiptIn(json: unknown): SignedReceipt | null {
  if (typeof json !== 'object' || json === null) return null;
  const { payload, keyId, algorithm, signature } = json as Record<string, unknown>;
  const texts = [payload, keyId, algorithm, signature];
  return texts.every((one) => typeof one === 'string') ? ({ payload, keyId, algorithm, signature } as SignedReceipt) : null;
}

function keysIn(json: unknown): readonly PublicKeyInfo[] | null {
  const keys = typeof json === 'object' && json !== null ? (json as { keys?: unknown }).keys : null;
  if (!Array.isArray(keys)) return null;
  const complete = keys.every((one) => one !== null && typeof one === 'object' && ['kid', 'purpose', 'algorithm', 'publicKey', 'notBefore', 'state'].every((name) => typeof one[name] === 'string'));
  return complete ? (keys as PublicKeyInfo[]) : null;
}

const verdictWords = {
  'receipt-unreadable': words('不是本平台的收件回执', 'not a receipt of this platform'),
  'receipt-key-unknown': words('签名密钥不在受信任的名单中', 'the signing key is not among the trusted ones'),
  'receipt-signature-wrong': words('签名不符，内容被改动过或不是本平台出具', 'the signature does not fit: it was changed, or is not ours'),
  'receipt-key-not-believed': words('签名密钥已被吊销', 'the signing key was revoked'),
} as const satisfies Record<Extract<ReceiptVerdict, { valid: false }>['reason'], Text>;

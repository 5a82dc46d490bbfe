import { access } from 'node:fs/promises';
import { Socket } from 'node:net';
import { argv, kill, pid } from 'node:process';
import { errorCodeOf, VaultError } from '../../app/contract/vault-error.ts';
import { createKeyCrypto } from '../crypto/key-crypto.ts';
import { guardProcess } from '../process-guard.ts';
import { createCryptoki } from './cryptoki.ts';
import { createHostDesk, type HostDesk } from './host-desk.ts';
import { createLink } from './link.ts';
import { type Answer, type Ask, type CallName, hostCall, hostRequest, type HostSaying } from './message.ts';
import { CryptokiError } from './pkcs11-error.ts';
import { createTokenBook, type TokenBook } from './token-book.ts';
import { trimText, versionText } from './view.ts';

/** Of `host.ts`: sessions of a token, how long one is waited for, and how often tokens are looked for, in milliseconds. */
const [sessions = 4, waitMs = 10_000, lookMs = 2_000] = argv.slice(2).map(Number);

/** Beside standard streams, which a library may write to as it likes. */
const socket = new Socket({ fd: 3, readable: true, writable: true });
let loading: Promise<object> | undefined;
let desk: HostDesk | undefined;
let book: TokenBook | undefined;
let seen = '';
let busy = 0;

const end = (): void => void kill(pid, 'SIGKILL');
guardProcess(() => undefined);
// Whoever asked is gone: no PIN may outlast it.
socket.once('close', end);
socket.once('error', end);

const link = createLink(socket, { hear, violated: end });
const say = (saying: HostSaying, weight = 0): void => link.send(saying, weight);

function hear(message: unknown): void {
  const { id, call, ask } = hostRequest.parse(message);
  busy += 1;
  void answer(id, call, ask).finally(() => {
    busy -= 1;
  });
}

async function answer(id: number, call: CallName, ask: unknown): Promise<void> {
  try {
    const answered = await run(call, ask);
    if (changesView.has(call)) look();
    say({ about: 'answer', id, answer: answered }, weightOf(answered));
  } catch (error) {
    if (changesView.has(call)) look();
    if (!(error instanceof VaultError)) throw error;
    say({ about: 'refusal', id, code: errorCodeOf(error), data: error.data });
  }
}

const changesView: ReadonlySet<CallName> = new Set(['load', 'initialise', 'open', 'close', 'changePin', 'resetPin']);

const weightOf = (answered: object): number => ('value' in answered && answered.value instanceof Uint8Array ? answered.value.length : 0);

async function run(call: CallName, ask: unknown): Promise<object> {
  if (call === 'load') {
    loading = load(hostCall.load.ask.parse(ask));
    return loading;
  }
  await loading;
  if (!desk) throw new TypeError('nothing is loaded yet');
  return desk[call](ask);
}

async function load({ path, parameters }: Ask<'load'>): Promise<object> {
  const unfit = (reason: 'missing' | 'not-a-module' | 'refused' | 'unsupported') => new VaultError('HsmModuleUnfit', { reason });
  await access(path).catch(() => {
    throw unfit('missing');
  });
  const { PKCS11 } = await import('pkcs11js').catch(() => {
    throw unfit('unsupported');
  });
  const module = new PKCS11();
  try {
    module.load(path);
  } catch {
    // Whatever the loader says of it: it quotes paths.
    throw unfit('not-a-module');
  }
  const cryptoki = createCryptoki(module);
  try {
    cryptoki.initialise(parameters);
  } catch (error) {
    if (error instanceof CryptokiError) throw unfit('refused');
    throw error;
  }
  book = createTokenBook({ cryptoki, sessions, waitMs, lost: end });
  desk = createHostDesk({ cryptoki, book, crypto: createKeyCrypto() });
  setInterval(() => {
    if (busy === 0) look();
  }, lookMs);
  const info = cryptoki.info();
  return {
    manufacturer: trimText(info.manufacturerID),
    description: trimText(info.libraryDescription),
    version: versionText(info.libraryVersion),
    cryptokiVersion: versionText(info.cryptokiVersion),
  } satisfies Answer<'load'>;
}

/** Says what is seen when it is no longer what was. */
function look(): void {
  if (!book) return;
  const view = book.look();
  const text = JSON.stringify(view);
  if (text === seen) return;
  seen = text;
  say({ about: 'view', ...view });
}

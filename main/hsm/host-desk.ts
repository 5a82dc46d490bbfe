import type * as z from 'zod';
import type { KeySpec } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { readNumber, template } from './attribute.ts';
import { bringKey, createKey, dropTransport, makeTransport, type Transport } from './bring-key.ts';
import { encryptRight, provePair, signRight } from './check-answer.ts';
import type { Cryptoki } from './cryptoki.ts';
import { destroyObject } from './destroy-object.ts';
import { type ExchangeCrypto, tryExchange, unwrapIn, wrapOut } from './exchange.ts';
import { listObjects } from './list-object.ts';
import { makeKey } from './make-key.ts';
import { type CallName, hostCall } from './message.ts';
import { changePin, initToken, resetPin } from './pin.ts';
import { tryKind } from './probe.ts';
import type { TokenBook } from './token-book.ts';
import { decrypt } from './use-key.ts';
import { tokenIn, trimText } from './view.ts';

type Answerer = (ask: unknown) => Promise<object>;

export interface HostDeskDeps {
  readonly cryptoki: Cryptoki;
  readonly book: TokenBook;
  readonly crypto: Pick<KeyCrypto, 'encrypt'> & ExchangeCrypto;
}

/** What one loaded library is asked to do: each call parses what it is asked. */
export type HostDesk = { readonly [N in Exclude<CallName, 'load'>]: Answerer };

const on =
  <A, R extends object>(shape: { readonly ask: z.ZodType<A>; readonly answer: z.ZodType<R> }, act: (ask: A) => Promise<R>): Answerer =>
  (ask) =>
    act(shape.ask.parse(ask));

export const createHostDesk = (deps: HostDeskDeps): HostDesk => ({
  ...pinCalls(deps),
  ...makeCalls(deps),
  ...bringCalls(deps),
  ...exchangeCalls(deps),
  ...useCalls(deps),
});

const nameOf = (spec: KeySpec): string => (spec.family === 'EC' ? `EC ${spec.curve}` : `${spec.family} ${spec.bits}`);

const pinCalls = ({ cryptoki, book }: HostDeskDeps) => ({
  initialise: on(hostCall.initialise, ({ slot: number, label, ...pins }) =>
    book.told({ serial: '', label }, 'C_InitToken', () => {
      const slot = cryptoki.slots().find((one) => readNumber(one) === number);
      if (!slot) throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
      book.dropSlot(slot);
      cryptoki.closeAllSessions(slot);
      initToken(cryptoki, slot, { label, ...pins });
      const { info } = tokenIn(cryptoki, slot) ?? book.seat({ serial: '', label });
      return { serial: trimText(info.serialNumber), label: trimText(info.label) };
    }),
  ),
  open: on(hostCall.open, ({ token: name, pin }) =>
    book.told(name, 'C_Login', () => {
      const token = book.find(name);
      if (!token) book.signIn(name, pin);
      // It is not for the token to count a try against.
      else if (!token.pin.is(pin)) throw new VaultError('PinRefused', { reason: 'wrong', state: 'fine' });
      return {};
    }),
  ),
  close: on(hostCall.close, async ({ token }) => {
    book.drop(token);
    return {};
  }),
  changePin: on(hostCall.changePin, ({ token: name, ...change }) =>
    book.told(name, 'C_SetPIN', () => {
      if (change.role === 'officer') book.signedOut(name, (slot) => changePin(cryptoki, slot, change));
      else changePin(cryptoki, book.seat(name).slot, change);
      if (change.role === 'user') book.find(name)?.pin.change(change.new);
      return {};
    }),
  ),
  resetPin: on(hostCall.resetPin, ({ token: name, ...pins }) =>
    book.told(name, 'C_InitPIN', () => {
      book.signedOut(name, (slot) => resetPin(cryptoki, slot, pins), pins.user);
      return {};
    }),
  ),
});

const makeCalls = ({ cryptoki, book, crypto }: HostDeskDeps) => ({
  try: on(hostCall.try, ({ token, spec }) => book.at(token, nameOf(spec), (desk) => tryKind(desk, crypto, spec))),
  generate: on(hostCall.generate, ({ token: name, ...order }) =>
    book.at(name, nameOf(order.spec), async (desk) => {
      const made = await desk.token.runOnce((session) => makeKey(cryptoki, session, { ...order, lasting: true }, name.label));
      if (made.publicKey) await provePair(desk, crypto, order, made.publicKey);
      return made;
    }),
  ),
  has: on(hostCall.has, ({ token: name, object }) =>
    book.at(name, 'C_FindObjects', ({ token }) =>
      token.run(async (session) => ({ found: cryptoki.find(session, template({ id: Buffer.from(object) })).length > 0 })),
    ),
  ),
  destroy: on(hostCall.destroy, ({ token: name, object }) =>
    book.at(name, 'C_DestroyObject', async (desk) => {
      await destroyObject(desk, object);
      return {};
    }),
  ),
});

function bringCalls({ cryptoki, book }: HostDeskDeps) {
  const transports = new Map<number, Transport>();
  let last = 0;
  return {
    transport: on(hostCall.transport, ({ token: name }) =>
      book.at(name, 'C_UnwrapKey', async ({ token }) => {
        const { transport, n, e } = await makeTransport(cryptoki, token);
        last += 1;
        transports.set(last, transport);
        return { transport: last, n, e };
      }),
    ),
    bring: on(hostCall.bring, (ask) =>
      book.at(ask.token, nameOf(ask.spec), async ({ token }) => {
        const transport = transports.get(ask.transport);
        transports.delete(ask.transport);
        if (transport?.token !== token) throw new VaultError('HsmUnavailable', { token: ask.token.label, reason: 'device' });
        try {
          return await bringKey(cryptoki, transport, ask);
        } finally {
          await dropTransport(cryptoki, transport);
        }
      }),
    ),
    create: on(hostCall.create, (ask) =>
      book.at(ask.token, nameOf(ask.spec), ({ token }) => token.runOnce((session) => createKey(cryptoki, session, ask, token.label))),
    ),
  };
}

const exchangeCalls = ({ book, crypto }: HostDeskDeps) => ({
  wrapOut: on(hostCall.wrapOut, (ask) => book.at(ask.token, 'CKM_RSA_AES_KEY_WRAP', (desk) => wrapOut(desk, crypto, ask))),
  unwrapIn: on(hostCall.unwrapIn, (ask) => book.at(ask.token, 'CKM_RSA_AES_KEY_WRAP', (desk) => unwrapIn(desk, crypto, ask))),
  exchanges: on(hostCall.exchanges, ({ token, ...kind }) =>
    book.at(token, 'CKM_RSA_AES_KEY_WRAP', (desk) => tryExchange(desk, crypto, kind)),
  ),
  objects: on(hostCall.objects, ({ token }) => book.at(token, 'C_FindObjects', listObjects)),
});

const useCalls = ({ cryptoki, book, crypto }: HostDeskDeps) => ({
  sign: on(hostCall.sign, (ask) => book.at(ask.token, ask.algorithm, (desk) => signRight(desk, crypto, ask))),
  encrypt: on(hostCall.encrypt, (ask) => book.at(ask.token, ask.algorithm, (desk) => encryptRight(desk, ask))),
  decrypt: on(hostCall.decrypt, (ask) => book.at(ask.token, ask.algorithm, (desk) => decrypt(desk, ask))),
  random: on(hostCall.random, ({ token: name, length }) =>
    book.at(name, 'C_GenerateRandom', ({ token }) => token.run(async (session) => ({ value: cryptoki.random(session, length) }))),
  ),
});

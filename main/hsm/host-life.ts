import type * as z from 'zod';
import { type ErrorData, parseVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { type HostStart, startHost } from './host-process.ts';
import { type Answer, type Ask, type CallName, hostCall, type HostSaying, type ModuleView } from './message.ts';

/** How long what is asked of a token may take, in milliseconds, before its host is taken as hung. */
export interface HostPatience {
  readonly load: number;
  /** Signs, decrypts, finds. */
  readonly use: number;
  /** PINs: some tokens take seconds for each. */
  readonly pin: number;
  /** Makes keys: an RSA key of 4096 bits takes a small token minutes. */
  readonly make: number;
}

const patienceOf: { readonly [N in CallName]: keyof HostPatience } = {
  load: 'load',
  initialise: 'pin',
  open: 'pin',
  close: 'pin',
  changePin: 'pin',
  resetPin: 'pin',
  try: 'make',
  generate: 'make',
  transport: 'make',
  bring: 'make',
  create: 'make',
  wrapOut: 'make',
  unwrapIn: 'make',
  exchanges: 'make',
  objects: 'use',
  has: 'use',
  destroy: 'use',
  sign: 'use',
  encrypt: 'use',
  decrypt: 'use',
  random: 'use',
};

export interface HostLifeDeps {
  readonly start: HostStart;
  readonly patience: HostPatience;
  /** What it sees, whenever that changes. */
  see(view: ModuleView): void;
  /** It ended by itself, or was ended because it answered no more. */
  ended(why: 'crashed' | 'hung'): void;
}

/** One process of a host, from its start to its end. */
export interface HostLife {
  /** @throws VaultError HsmUnavailable when it ends meanwhile or takes too long; what the host refuses */
  ask<N extends CallName>(call: N, ask: Ask<N>): Promise<Answer<N>>;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
  /** Ends it at once; what is under way fails with `reason`. Its end is not told. */
  end(reason: Reason): void;
}

type Reason = ErrorData<'HsmUnavailable'>['reason'];

interface Flight {
  readonly token: string;
  readonly patienceMs: number;
  readonly endsOn: number;
  readonly timer: NodeJS.Timeout;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** What a host may refuse by: its library may be anybody's. */
const refusals: ReadonlySet<string> = new Set([
  'BadParameter',
  'DecryptFailed',
  'HsmAnswerWrong',
  'HsmModuleUnfit',
  'HsmTokenLocked',
  'HsmUnavailable',
  'KeyUnsupported',
  'PinRefused',
]);

export function startLife(deps: HostLifeDeps): HostLife {
  const flights = createFlights();
  let over: Reason | undefined;
  const process = startHost(deps.start, {
    hear(saying) {
      if (saying.about === 'view') deps.see({ tokens: saying.tokens, slots: saying.slots });
      else land(flights.take(saying.id), saying);
    },
    ended: () => fall('crashed'),
  });

  function finish(reason: Reason): void {
    over = reason;
    process.kill();
    flights.fail(reason);
  }

  function fall(why: 'crashed' | 'hung'): void {
    if (over) return;
    finish(why);
    deps.ended(why);
  }

  /** What is slow by nature may hold up the rest: only when that is late too is it sure that nothing comes any more. */
  function expire(id: number): void {
    if (!flights.isHeldUp(id)) return fall('hung');
    const flight = flights.take(id);
    flight?.reject(unavailable(flight.token, 'busy'));
  }

  return {
    async ask(call, ask) {
      const token = labelOf(ask);
      if (over) throw unavailable(token, over);
      const answer = await flights.start(token, deps.patience[patienceOf[call]], {
        send: (id) => process.send({ id, call, ask }, weightOf(ask)),
        expire,
      });
      return readAnswer(call, answer, token);
    },
    idle: flights.idle,
    end(reason) {
      if (!over) finish(reason);
    },
  };
}

/** Such that a call's own answer is known by its name. */
const shapes: { readonly [N in CallName]: { readonly answer: z.ZodType<Answer<N>> } } = hostCall;

/** @throws VaultError HsmUnavailable for what is no answer to this call */
function readAnswer<N extends CallName>(call: N, answer: unknown, token: string): Answer<N> {
  const parsed = shapes[call].answer.safeParse(answer);
  if (!parsed.success) throw unavailable(token, 'device');
  return parsed.data;
}

function land(flight: Flight | undefined, saying: Exclude<HostSaying, { about: 'view' }>): void {
  if (saying.about === 'answer') flight?.resolve(saying.answer);
  else flight?.reject(refusals.has(saying.code) ? parseVaultError(saying) : unavailable(flight.token, 'device'));
}

/** What is under way. */
function createFlights() {
  const flights = new Map<number, Flight>();
  const waiting: (() => void)[] = [];
  let last = 0;
  function take(id: number): Flight | undefined {
    const flight = flights.get(id);
    flights.delete(id);
    clearTimeout(flight?.timer);
    if (flights.size === 0) for (const done of waiting.splice(0)) done();
    return flight;
  }
  return {
    take,
    start(token: string, patienceMs: number, { send, expire }: { send(id: number): void; expire(id: number): void }): Promise<unknown> {
      last += 1;
      const id = last;
      return new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => expire(id), patienceMs);
        flights.set(id, { token, timer, patienceMs, endsOn: performance.now() + patienceMs, resolve, reject });
        send(id);
      });
    },
    /** Whether something is under way that may take longer than this, and is not late. */
    isHeldUp(id: number): boolean {
      const now = performance.now();
      const mine = flights.get(id)?.patienceMs ?? 0;
      return [...flights.values()].some(({ patienceMs, endsOn }) => patienceMs > mine && endsOn > now);
    },
    fail(reason: Reason): void {
      for (const id of flights.keys()) {
        const flight = take(id);
        flight?.reject(unavailable(flight.token, reason));
      }
    },
    idle: (): Promise<void> => (flights.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

const unavailable = (token: string, reason: Reason): VaultError => new VaultError('HsmUnavailable', { token, reason });

/** Of the token that something is asked of; empty where it is of none. */
export const labelOf = (ask: object): string => {
  if ('token' in ask && typeof ask.token === 'object' && ask.token !== null && 'label' in ask.token) return String(ask.token.label);
  return 'label' in ask ? String(ask.label) : '';
};

const weightOf = (ask: object): number =>
  Object.values(ask).reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);

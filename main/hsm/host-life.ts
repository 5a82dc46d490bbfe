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
  readonly endsOn: number;
  readonly timer: NodeJS.Timeout;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** What a host may refuse by: its library may be anybody's. */
const refusals: ReadonlySet<string> = new Set([
  'BadParameter',
  'DecryptFailed',
  'HsmModuleUnfit',
  'HsmTokenLocked',
  'HsmUnavailable',
  'KeyUnsupported',
  'PinRefused',
]);

export function startLife(deps: HostLifeDeps): HostLife {
  const flights = new Map<number, Flight>();
  const waiting: (() => void)[] = [];
  let last = 0;
  let over: Reason | undefined;

  const process = startHost(deps.start, {
    hear(saying) {
      if (saying.about === 'view') deps.see({ tokens: saying.tokens, slots: saying.slots });
      else land(saying);
    },
    ended() {
      if (over) return;
      finish('crashed');
      deps.ended('crashed');
    },
  });

  function take(id: number): Flight | undefined {
    const flight = flights.get(id);
    flights.delete(id);
    clearTimeout(flight?.timer);
    if (flights.size === 0) for (const done of waiting.splice(0)) done();
    return flight;
  }

  function land(saying: Exclude<HostSaying, { about: 'view' }>): void {
    const flight = take(saying.id);
    if (saying.about === 'answer') flight?.resolve(saying.answer);
    else flight?.reject(refusals.has(saying.code) ? parseVaultError(saying) : unavailable(flight.token, 'device'));
  }

  function finish(reason: Reason): void {
    over = reason;
    process.kill();
    for (const id of [...flights.keys()]) {
      const flight = take(id);
      flight?.reject(unavailable(flight.token, reason));
    }
  }

  /** Something slower may hold up the rest: only when that is late too is it sure that nothing comes any more. */
  function expire(id: number): void {
    const now = performance.now();
    const isHung = [...flights].every(([other, { endsOn }]) => other === id || endsOn <= now);
    if (isHung) {
      finish('hung');
      deps.ended('hung');
      return;
    }
    const flight = take(id);
    flight?.reject(unavailable(flight.token, 'busy'));
  }

  return {
    async ask<N extends CallName>(call: N, ask: Ask<N>) {
      const token = labelOf(ask);
      if (over) throw unavailable(token, over);
      last += 1;
      const id = last;
      const patienceMs = deps.patience[patienceOf[call]];
      const answer = await new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => expire(id), patienceMs);
        flights.set(id, { token, timer, endsOn: performance.now() + patienceMs, resolve, reject });
        process.send({ id, call, ask }, weightOf(ask));
      });
      const parsed = hostCall[call].answer.safeParse(answer);
      if (!parsed.success) throw unavailable(token, 'device');
      return parsed.data as Answer<N>;
    },
    idle: () => (flights.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    end(reason) {
      if (!over) finish(reason);
    },
  };
}

const unavailable = (token: string, reason: Reason): VaultError => new VaultError('HsmUnavailable', { token, reason });

const labelOf = (ask: object): string => {
  if ('token' in ask && typeof ask.token === 'object' && ask.token !== null && 'label' in ask.token) return String(ask.token.label);
  return 'label' in ask ? String(ask.label) : '';
};

const weightOf = (ask: object): number =>
  Object.values(ask).reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);

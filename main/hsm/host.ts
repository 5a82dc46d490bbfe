import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { ModulePlace, ModuleSight } from '../../app/hsm/hsm-host.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { type HostLife, type HostPatience, labelOf, startLife } from './host-life.ts';
import type { HostStart } from './host-process.ts';
import type { Answer, Ask, CallName, ModuleView } from './message.ts';

/** When a host that ended by itself is started again, in milliseconds. */
export interface RestartRule {
  /** Before the first start; each one after that within the time waits twice as long, up to `mostMs`. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** After so many ends within so long it is left alone. */
  readonly most: number;
  readonly withinMs: number;
}

export interface HostDeps {
  readonly start: HostStart;
  readonly patience: HostPatience;
  readonly rule: RestartRule;
  readonly clock: Clock;
  /** Something of `sight` is other than it was. */
  changed(): void;
}

/** One library in a process of its own, which is started again when it ends by itself. */
export interface Host {
  /** @throws VaultError HsmUnavailable; what the host refuses */
  ask<N extends CallName>(call: N, ask: Ask<N>): Promise<Answer<N>>;
  sight(): ModuleSight;
  /** Settles when it is ready again, or failed. */
  restart(): Promise<void>;
  stop(): void;
}

/** After these a PIN may be in strings of the host's memory, which nobody can zero: where no user is signed in, the process goes. */
const leavesPin: ReadonlySet<CallName> = new Set(['initialise', 'open', 'close', 'changePin', 'resetPin']);

const nothing: ModuleView = { tokens: [], slots: [] };
const untold: Answer<'load'> = { manufacturer: '', description: '', version: '', cryptokiVersion: '' };

type Standing = Pick<ModuleSight, 'state' | 'problem' | 'startedOn'>;
type Problem = NonNullable<Standing['problem']>;

export function createHost(deps: HostDeps, place: ModulePlace): Host {
  const pacer = createPacer(deps.rule, deps.clock);
  const standing = createStanding(deps, place);
  const seat = createSeat(deps, place, standing, {
    refused(problem) {
      seat.empty();
      standing.stand({ state: 'failed', problem });
    },
    ended(problem) {
      standing.crash();
      if (pacer.next(() => void seat.begin())) standing.stand({ state: 'restarting', problem });
      else {
        seat.empty();
        standing.stand({ state: 'failed', problem });
      }
    },
  });
  void seat.begin();
  return {
    async ask(call, ask) {
      const life = await seat.life(labelOf(ask));
      if (leavesPin.has(call)) seat.soil();
      try {
        return await life.ask(call, ask);
      } catch (error) {
        if (isVaultError(error, 'HsmAnswerWrong')) standing.err();
        throw error;
      } finally {
        if (leavesPin.has(call)) await seat.shed();
      }
    },
    sight: standing.sight,
    async restart() {
      pacer.reset();
      standing.forgive();
      standing.stand({ state: 'starting' });
      await seat.begin();
    },
    stop() {
      pacer.reset();
      seat.empty();
      standing.stand({ state: 'stopped' });
    },
  };
}

/** What is seen of a module. */
function createStanding(deps: HostDeps, place: ModulePlace) {
  let standing: Standing = { state: 'starting' };
  let view = nothing;
  let info = untold;
  let crashes = 0;
  let wrongAnswers = 0;
  return {
    state: () => standing.state,
    isOpen: () => view.tokens.some(({ state }) => state === 'open'),
    stand(next: Standing): void {
      standing = next;
      if (next.state !== 'ready') view = nothing;
      deps.changed();
    },
    see(next: ModuleView): void {
      view = next;
      deps.changed();
    },
    ready(loaded: Answer<'load'>, first: ModuleView): void {
      [standing, info, view] = [{ state: 'ready', startedOn: deps.clock.now() }, loaded, first];
      deps.changed();
    },
    crash(): void {
      crashes += 1;
    },
    /** A token gave what is wrong. */
    err(): void {
      wrongAnswers += 1;
      deps.changed();
    },
    forgive(): void {
      wrongAnswers = 0;
    },
    sight(): ModuleSight {
      const tokens = view.tokens.map((token) => ({ ...token, module: place.id }));
      return { id: place.id, ...standing, ...info, crashes, wrongAnswers, slots: view.slots, tokens };
    },
  };
}

interface SeatEvents {
  /** The library is none that can be worked with. */
  refused(problem: Problem): void;
  /** The process ended by itself. */
  ended(problem: 'crashed' | 'hung'): void;
}

/** Where one process after the other stands for a library. */
function createSeat(deps: HostDeps, place: ModulePlace, standing: ReturnType<typeof createStanding>, events: SeatEvents) {
  let life: HostLife | undefined;
  let isSoiled = false;
  let starting = Promise.resolve();

  function replace(next: HostLife | undefined): void {
    const last = life;
    life = next;
    last?.end(next ? 'starting' : 'stopped');
  }

  /** Starts a process, which takes the place of the one before when it has loaded the library. */
  async function start(): Promise<void> {
    isSoiled = false;
    let first: ModuleView | undefined = nothing;
    const next = startLife({
      ...deps,
      see(now) {
        if (first) first = now;
        else if (life === next) standing.see(now);
        // A token was pulled out, and its PIN is still there.
        void shed();
      },
      ended: (why) => (life === next ? events.ended(why) : undefined),
    });
    replace(next);
    try {
      const info = await next.ask('load', { path: place.path, parameters: place.parameters });
      if (life === next) standing.ready(info, first);
      first = undefined;
    } catch (error) {
      // What else it fails by is its end, which is told.
      if (life === next && isVaultError(error, 'HsmModuleUnfit') && error.data.reason !== 'added-before') events.refused(error.data.reason);
    }
  }

  const begin = (): Promise<void> => (starting = start());

  /** Where nobody is signed in, what PINs left behind goes with the process, once nothing else is under way in it. */
  async function shed(): Promise<void> {
    await life?.idle();
    await (isSoiled && standing.state() === 'ready' && !standing.isOpen() ? begin() : starting);
  }

  return {
    begin,
    shed,
    soil: () => void (isSoiled = true),
    empty: () => replace(undefined),
    /** @throws VaultError HsmUnavailable when it is not ready */
    async life(token: string): Promise<HostLife> {
      if (standing.state() === 'ready') await starting;
      if (!life || standing.state() !== 'ready') throw notReady(standing.state(), token);
      return life;
    },
  };
}

const notReady = (state: Standing['state'], token: string): VaultError =>
  new VaultError('HsmUnavailable', { token, reason: state === 'failed' || state === 'stopped' ? 'stopped' : 'starting' });

/** When to start again. */
function createPacer(rule: RestartRule, clock: Clock) {
  let ends: number[] = [];
  let callOff = (): void => undefined;
  return {
    /** @returns false when it ended too often to be started again */
    next(work: () => void): boolean {
      const now = clock.ticks();
      ends = [...ends.filter((then) => now - then < rule.withinMs), now];
      if (ends.length > rule.most) return false;
      callOff = clock.after(Math.min(rule.firstMs * 2 ** (ends.length - 1), rule.mostMs), work);
      return true;
    },
    reset(): void {
      ends = [];
      callOff();
    },
  };
}

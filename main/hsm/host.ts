import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { ModulePlace, ModuleSight } from '../../app/hsm/hsm-host.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { type HostLife, type HostPatience, startLife } from './host-life.ts';
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

export function createHost(deps: HostDeps, place: ModulePlace): Host {
  let standing: Standing = { state: 'starting' };
  let view = nothing;
  let info = untold;
  let crashes = 0;
  let ends: number[] = [];
  let life: HostLife | undefined;
  /** While another process takes over, or the first comes up. */
  let starting: Promise<void> = Promise.resolve();
  let callOff = (): void => undefined;

  function stand(next: Standing): void {
    standing = next;
    if (next.state !== 'ready') view = nothing;
    deps.changed();
  }

  /** Starts a process and loads the library, and puts it in the place of the one before. */
  async function begin(): Promise<void> {
    let ready = false;
    let seen = nothing;
    const next = startLife({
      start: deps.start,
      patience: deps.patience,
      see(now) {
        seen = now;
        if (!ready) return;
        view = now;
        deps.changed();
      },
      ended: (why) => ((life === next || !ready) && standing.state !== 'stopped' ? recover(why) : undefined),
    });
    life?.end('stopped');
    life = next;
    try {
      info = await next.ask('load', { path: place.path, parameters: place.parameters });
    } catch (error) {
      if (isVaultError(error, 'HsmModuleUnfit') && life === next) fail(error.data.reason);
      // What else it fails by is its end, which is told.
      return;
    }
    if (life !== next) return;
    ready = true;
    view = seen;
    stand({ state: 'ready', startedOn: deps.clock.now() });
  }

  function fail(problem: NonNullable<Standing['problem']> | 'added-before'): void {
    life?.end('stopped');
    stand({ state: 'failed', ...(problem !== 'added-before' && { problem }) });
  }

  function recover(problem: 'crashed' | 'hung'): void {
    crashes += 1;
    const now = deps.clock.ticks();
    ends = [...ends.filter((then) => now - then < deps.rule.withinMs), now];
    if (ends.length > deps.rule.most) return fail(problem);
    stand({ state: 'restarting', problem });
    const delayMs = Math.min(deps.rule.firstMs * 2 ** (ends.length - 1), deps.rule.mostMs);
    callOff = deps.clock.after(delayMs, () => {
      starting = begin();
    });
  }

  /** Where nobody is signed in, what PINs left behind goes with the process, once nothing else is under way in it. */
  async function shed(): Promise<void> {
    await life?.idle();
    if (standing.state !== 'ready' || view.tokens.some(({ state }) => state === 'open')) return;
    starting = begin();
    await starting;
  }

  starting = begin();
  return {
    async ask(call, ask) {
      if (standing.state === 'ready') await starting;
      if (!life || standing.state !== 'ready') {
        throw new VaultError('HsmUnavailable', { token: '', reason: reasonOf(standing.state) });
      }
      const shedsPin = leavesPin.has(call);
      try {
        return await life.ask(call, ask);
      } finally {
        if (shedsPin) await shed();
      }
    },
    sight: () => ({
      id: place.id,
      ...standing,
      ...info,
      crashes,
      slots: view.slots,
      tokens: view.tokens.map((it) => ({ ...it, module: place.id })),
    }),
    async restart() {
      callOff();
      ends = [];
      stand({ state: 'starting' });
      starting = begin();
      await starting;
    },
    stop() {
      callOff();
      stand({ state: 'stopped' });
      life?.end('stopped');
    },
  };
}

const reasonOf = (state: ModuleSight['state']): 'starting' | 'stopped' =>
  state === 'failed' || state === 'stopped' ? 'stopped' : 'starting';

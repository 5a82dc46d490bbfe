import { CancelledError, isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { KeySpec, PublicKey } from '../../app/contract/key.ts';
import type { HsmHosts, HsmPlace, ModulePlace, TokenName } from '../../app/hsm/hsm-host.ts';
import type { CipherParts, KeyCrypto, PrivateKey } from '../../app/key/private-key.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { bring } from './bring.ts';
import { findModules } from './find-module.ts';
import { createHost, type Host, type HostDeps } from './host.ts';
import { startLife } from './host-life.ts';
import type { HostStart } from './host-process.ts';
import type { Ask } from './message.ts';
import { probe } from './probe-token.ts';

/** What is waited for, and how long; times in milliseconds. */
export interface HostPace {
  readonly patience: HostDeps['patience'];
  readonly rule: HostDeps['rule'];
  readonly pool: Omit<HostStart, 'node' | 'child' | 'env'>;
}

export const usualPace: HostPace = {
  patience: { load: 60_000, use: 30_000, pin: 60_000, make: 600_000 },
  rule: { firstMs: 200, mostMs: 15_000, most: 6, withinMs: 120_000 },
  pool: { sessions: 4, waitMs: 10_000, lookMs: 2_000 },
};

export interface HsmHostsDeps extends Pick<HostStart, 'node' | 'child' | 'env'> {
  readonly clock: Clock;
  readonly crypto: KeyCrypto;
  readonly pace?: HostPace;
}

type Rack = ReturnType<typeof createRack>;

/** The hosts of modules that are in use. */
function createRack(deps: Omit<HostDeps, 'changed'>) {
  const hosts = new Map<string, { readonly place: ModulePlace; readonly host: Host }>();
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const tell of watchers) tell();
  };
  const drop = (id: string): void => {
    hosts.get(id)?.host.stop();
    hosts.delete(id);
  };
  return {
    /** @throws VaultError HsmUnavailable */
    hostOf({ module, label }: { module: string; label: string }): Host {
      const found = hosts.get(module);
      if (!found) throw new VaultError('HsmUnavailable', { token: label, reason: 'stopped' });
      return found.host;
    },
    apply(modules: readonly ModulePlace[]): void {
      const wanted = new Map(modules.map((place) => [place.id, place]));
      for (const [id, { place }] of hosts) {
        const next = wanted.get(id);
        if (!next || !isSamePlace(next, place)) drop(id);
      }
      for (const place of modules) {
        if (!hosts.has(place.id)) hosts.set(place.id, { place, host: createHost({ ...deps, changed }, place) });
      }
      changed();
    },
    current: () => [...hosts.values()].map(({ host }) => host.sight()),
    watch(tell: () => void): () => void {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    async stop(): Promise<void> {
      for (const id of hosts.keys()) drop(id);
    },
  };
}

const isSamePlace = (one: ModulePlace, other: ModulePlace): boolean => one.path === other.path && one.parameters === other.parameters;

/** @see HsmHosts */
export function createHsmHosts({ node, child, env, clock, crypto, pace = usualPace }: HsmHostsDeps): HsmHosts {
  const deps = { start: { node, child, env, ...pace.pool }, patience: pace.patience, rule: pace.rule, clock };
  const { hostOf, ...rack } = createRack(deps);
  return {
    ...rack,
    ...createPinDesk(hostOf),
    inspect: (place, signal) => inspect(deps, place, signal),
    find: findModules,
    restart: (module) => hostOf({ module, label: '' }).restart(),
    probe: (token, time, signal) => probe({ host: hostOf(token), crypto }, { token, time }, signal),
    generate: async (place, spec, use) => hostOf(place.token).ask('generate', { ...at(place), spec, use }),
    bring: async (place, spec, use, material) => bring({ host: hostOf(place.token), crypto }, { ...at(place), spec, use, material }),
    ...createExchangeDesk(hostOf),
    has: async (place) => (await hostOf(place.token).ask('has', at(place))).found,
    async destroy(place) {
      await hostOf(place.token).ask('destroy', at(place));
    },
    key: (place, spec, publicKey) => createKey(() => hostOf(place.token), place, { spec, publicKey }),
    random: async (token, length) => (await hostOf(token).ask('random', { token: nameOf(token), length })).value,
  };
}

const createPinDesk = (hostOf: Rack['hostOf']): Pick<HsmHosts, 'initialise' | 'open' | 'close' | 'changePin' | 'resetPin'> => ({
  async initialise({ module, slot, label }, pins) {
    return { module, ...(await hostOf({ module, label }).ask('initialise', { slot, label, ...pins })) };
  },
  async open(token, pin) {
    await hostOf(token).ask('open', { token: nameOf(token), pin });
  },
  async close(token) {
    await hostOf(token).ask('close', { token: nameOf(token) });
  },
  async changePin(token, role, pins) {
    await hostOf(token).ask('changePin', { token: nameOf(token), role, ...pins });
  },
  async resetPin(token, pins) {
    await hostOf(token).ask('resetPin', { token: nameOf(token), ...pins });
  },
});

const createExchangeDesk = (hostOf: Rack['hostOf']): Pick<HsmHosts, 'wrapOut' | 'unwrapIn' | 'exchanges' | 'objects'> => ({
  async wrapOut(place, recipient, hash) {
    if (recipient.family !== 'RSA') throw new VaultError('KeyUnsupported', { what: 'RSA-OAEP', by: recipient.curve, reason: 'algorithm' });
    return (await hostOf(place.token).ask('wrapOut', { ...at(place), recipient, hash })).value;
  },
  unwrapIn: async (place, kind, use, wrapped) => hostOf(place.token).ask('unwrapIn', { ...at(place), kind, use, ...wrapped }),
  exchanges: async (token, kind) => (await hostOf(token).ask('exchanges', { token: nameOf(token), ...kind })).way,
  objects: async (token) => (await hostOf(token).ask('objects', { token: nameOf(token) })).objects,
});

const nameOf = ({ serial, label }: TokenName): { serial: string; label: string } => ({ serial, label });
const at = ({ token, object }: HsmPlace): Ask<'has'> => ({ token: nameOf(token), object });

/** And no more: what encryption gave, its text among it, may be handed over whole. */
const partsOf = ({ initialization, additional, tag }: CipherParts): CipherParts => ({ initialization, additional, tag });

function createKey(
  host: () => Host,
  place: HsmPlace,
  { spec, publicKey }: { spec: KeySpec; publicKey: PublicKey | undefined },
): PrivateKey {
  const key = { ...at(place), spec };
  return {
    sign: async (algorithm, digest) => (await host().ask('sign', { ...key, algorithm, digest, publicKey })).value,
    encrypt: async (algorithm, value, parts) => host().ask('encrypt', { ...key, algorithm, value, ...partsOf(parts) }),
    decrypt: async (algorithm, value, parts) => (await host().ask('decrypt', { ...key, algorithm, value, ...partsOf(parts) })).value,
    // What is secret of it never was here.
    close: () => undefined,
  };
}

/** Loads a library in a process of its own, which ends with it. */
async function inspect(deps: Omit<HostDeps, 'changed'>, place: ModulePlace, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new CancelledError();
  let problem: 'crashed' | 'hung' = 'crashed';
  const life = startLife({ ...deps, see: () => undefined, ended: (why) => void (problem = why) });
  const cancel = (): void => life.end('stopped');
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await life.ask('load', { path: place.path, parameters: place.parameters });
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    throw isVaultError(error, 'HsmUnavailable') ? new VaultError('HsmModuleUnfit', { reason: problem }) : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    life.end('stopped');
  }
}

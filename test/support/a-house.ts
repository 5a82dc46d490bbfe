import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createMemoryEndpointHost, type EndpointScript } from '../../app/memory/endpoint-host.ts';
import { createMemoryHsmHosts, type HsmScript } from '../../app/memory/hsm-hosts.ts';
import { createMemoryKeychain } from '../../app/memory/keychain.ts';
import { createMemoryMachine } from '../../app/memory/machine.ts';
import { createMemoryFolder, type MemoryFolder, openMemoryFolder } from '../../app/memory/instance-folder.ts';
import { createMemorySmallFile } from '../../app/memory/small-file.ts';
import type { Departure } from '../../app/contract/bridge.ts';
import { type CallName, contract, type Input, type Output, type StreamName } from '../../app/contract/operation.ts';
import type { Caller } from '../../app/identity/caller.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import { type Corridor, type CorridorDeps, createCorridor } from '../../app/operation/corridor.ts';
import { createRefusalCount } from '../../app/operation/refusal-count.ts';
import { operations } from '../../app/operation/table.ts';
import { createThrottle } from '../../app/operation/throttle.ts';
import { createHouse } from '../../app/seal/create-house.ts';
import type { PassphraseHash, SmallFile } from '../../app/seal/crypto.ts';
import type { Machine } from '../../app/seal/machine.ts';
import { createAgeProcess } from '../../main/crypto/age-process.ts';
import { createNodeCrypto } from '../../main/crypto/node-crypto.ts';
import { createSecretSharing } from '../../main/crypto/secret-sharing.ts';
import { directParser } from './direct-parser.ts';
import { createSettableClock, type SettableClock } from './settable-clock.ts';
import { authorityTool } from './authority-tool.ts';
import { keyTool } from './key-tool.ts';
import { factorTool } from './factor-tool.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const passphrase = 'correct horse battery staple';
export const password = 'three small blue doors';

/** Everything of a house that outlives its engine. */
export interface Ground {
  readonly folder: MemoryFolder;
  readonly anchorFile: SmallFile;
  readonly machine: Machine;
  readonly clock: SettableClock;
  /** The tokens of the pretended machine; to be changed by the test. */
  readonly hsm: HsmScript;
}

export const newGround = (): Ground => ({
  folder: createMemoryFolder(),
  anchorFile: createMemorySmallFile(),
  machine: createMemoryMachine(),
  clock: createSettableClock(),
  hsm: { tokens: [], libraries: [] },
});

const crypto = createNodeCrypto();

/** Argon2id is slow on purpose and has vectors of its own; here a fast keyed hash stands for it. */
export const fastHash: PassphraseHash = {
  derive: async (secret, salt, cost) => crypto.hkdfSha256(secret, salt, utf8(JSON.stringify(cost)), 32),
};

/** Starts a process for each file. */
export const fileCipher = createAgeProcess({
  node: process.execPath,
  child: join(import.meta.dirname, '../../main/crypto/age-child.ts'),
  env: process.env,
  deadlineMs: 120_000,
});

/** One engine on the ground: corridor, house and a window. */
export async function startEngine(ground: Ground) {
  const { clock } = ground;
  const departures: Departure[] = [];
  /** When the window was locked, and the engine stayed. */
  const windowLocks: number[] = [];
  const bugs: unknown[] = [];
  /** What the pretended system says to the endpoint; to be changed by the test. */
  const endpointScript: EndpointScript = {};
  const endpoint = createMemoryEndpointHost(clock, endpointScript);
  const hsm = createMemoryHsmHosts(keyTool.keyCrypto, ground.hsm);
  const house = await createHouse({
    crypto,
    passphraseHash: fastHash,
    secretSharing: createSecretSharing(),
    keychain: createMemoryKeychain(),
    folder: openMemoryFolder(ground.folder),
    anchorPlaces: () => [{ name: 'file', file: ground.anchorFile, restMs: 0 }],
    machine: ground.machine,
    endpoint,
    hsm,
    keyCrypto: keyTool.keyCrypto,
    clock,
    newId: () => randomUUID(),
    appVersion: '0.0.0',
    leave: (departure) => void departures.push(departure),
    lockWindow: () => void windowLocks.push(clock.now()),
    report: (error) => void bugs.push(error),
  });
  const deps: CorridorDeps = {
    operations,
    house,
    crypto,
    passphraseHash: fastHash,
    fileCipher,
    fileParser: directParser,
    ...factorTool(clock),
    ...authorityTool(clock),
    ...keyTool,
    hsm,
    endpoint,
    clock,
    throttle: createThrottle(clock),
    refusals: createRefusalCount(clock),
    newId: () => randomUUID(),
    reportBug: (error) => void bugs.push(error),
  };
  const corridor = createCorridor(deps);
  /** Another corridor of the same house. */
  const corridorWith = (change: Partial<CorridorDeps>) => createCorridor({ ...deps, ...change });
  return { house, corridor, corridorWith, endpoint, endpointScript, departures, windowLocks, bugs, window: () => openWindow(corridor) };
}
export type Engine = Awaited<ReturnType<typeof startEngine>>;

/** One page load in front of the corridor. */
export function openWindow(corridor: Corridor) {
  const caller: Caller = { id: randomUUID(), door: 'window', address: 'window', session: createSessionHolder() };
  const never = new AbortController().signal;
  return {
    caller,
    async call<N extends CallName>(name: N, input: unknown, requestId: string = randomUUID()): Promise<Output<N>> {
      const output = await corridor.call({ caller, name, requestId, input, signal: never });
      return contract[name].output.parse(output) as Output<N>;
    },
    listen<N extends StreamName>(name: N, input: unknown, signal: AbortSignal = never): AsyncIterable<unknown> {
      return corridor.listen({ caller, name, requestId: randomUUID(), input, signal });
    },
  };
}
export type Window = ReturnType<typeof openWindow>;

/** Whatever can be asked: a window, or the client of an engine. */
export interface Desk {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
}

/** Walks the first run: passphrase and three shares, of which two open. @returns the shares */
export async function makeInstance(desk: Desk, organisation = 'Northwind'): Promise<Uint8Array[]> {
  const { shares } = await desk.call('InstancePrepare', { split: { count: 3, threshold: 2 } });
  await desk.call('InstanceCreate', {
    organisation,
    subscription: 'Main',
    resourceGroup: 'main',
    person: { name: 'ada', displayName: 'Ada Lovelace', password: utf8(password) },
    passphrase: utf8(passphrase),
    keychain: false,
    shareCheck: shares[1],
  });
  return shares;
}

/** Opens by the passphrase slot. */
export async function unlock(desk: Desk, given = passphrase): Promise<void> {
  const { slots } = await desk.call('InstanceGet', {});
  const slot = slots.find((it) => it.kind === 'passphrase')?.id ?? '';
  await desk.call('InstanceUnlock', { kind: 'passphrase', slot, passphrase: utf8(given) });
}

/** Signs in where no second factor is asked for. */
export async function signIn(desk: Desk, given = password, person = 'ada') {
  const answer = await desk.call('SessionCreate', { person, password: utf8(given) });
  if (answer.kind !== 'signed-in') throw new Error(`${person} is asked for a second factor`);
  return answer.session;
}

/** Makes a vault in the session's resource group. */
export async function makeVault(desk: Desk, name = 'payroll') {
  const { resourceGroup } = await desk.call('SessionGet', {});
  return desk.call('VaultPut', { name, resourceGroup, tier: 'standard', retentionDays: 90, purgeProtection: false, tags: {} });
}

export const aSecret = (change: Record<string, unknown> = {}) => ({
  vault: 'payroll',
  name: 'db-password',
  value: utf8('s3cret'),
  enabled: true,
  tags: {},
  ...change,
});

/** A house with a person signed in and an empty vault. */
export async function aHouse() {
  const ground = newGround();
  const engine = await startEngine(ground);
  const window = engine.window();
  const shares = await makeInstance(window);
  await signIn(window);
  await makeVault(window);
  return { ground, engine, window, shares };
}

/** The log's rows, oldest first. */
export async function logOf(window: Window) {
  const { rows } = await window.call('LogList', { limit: 200, filter: {} });
  return rows.toReversed();
}

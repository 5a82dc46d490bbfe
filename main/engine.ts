import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import type { Departure } from '../app/contract/bridge.ts';
import type { LockCause } from '../app/contract/link.ts';
import { errorCodeOf, VaultError } from '../app/contract/vault-error.ts';
import type { Caller } from '../app/identity/caller.ts';
import { createSessionHolder } from '../app/identity/session.ts';
import type { Entry } from '../app/audit/entry.ts';
import { toEventEntry } from '../app/audit/event.ts';
import type { EndpointHost } from '../app/endpoint/endpoint-host.ts';
import { createMemoryEndpointHost } from '../app/memory/endpoint-host.ts';
import { type Corridor, createCorridor } from '../app/operation/corridor.ts';
import { createRefusalCount, type RefusalCount } from '../app/operation/refusal-count.ts';
import { operations } from '../app/operation/table.ts';
import { createThrottle } from '../app/operation/throttle.ts';
import { type ClosableHouse, createHouse } from '../app/seal/create-house.ts';
import { createAnchorPlaces } from './anchor-place.ts';
import { createAuthority } from './authority/authority.ts';
import { createTokens } from './authority/token.ts';
import { createAgeProcess } from './crypto/age-process.ts';
import { createArgon2Process } from './crypto/argon2-process.ts';
import { createKeychain } from './crypto/keychain.ts';
import { createNodeCrypto } from './crypto/node-crypto.ts';
import { createOneTimeCode } from './crypto/one-time-code.ts';
import { createPasskey } from './crypto/passkey.ts';
import { createSecretSharing } from './crypto/secret-sharing.ts';
import { seedDemo } from './demo.ts';
import { createOrderedId } from './ordered-id.ts';
import { createParserProcess } from './parser/parser-process.ts';
import { describeBug, guardProcess } from './process-guard.ts';
import { type Door, openDoor } from './rpc/door.ts';
import { openShellLink, type ShellLink } from './rpc/link.ts';
import { openProcessPort } from './rpc/port.ts';
import { pageOrigin } from './shell/chromium/origin.ts';
import { openInstanceFolder } from './store/instance-folder.ts';
import { assertOwnFolder } from './store/own-folder.ts';
import { createSystemClock } from './system-clock.ts';
import { appVersion } from './version.ts';

/** The engine's process: everything that decides, encrypts and records. Its shell is its parent, and its only peer. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, demo: { type: 'boolean' } } });
  if (values.data === undefined) throw new Error('--data is missing');
  const log = pino({ base: null }, pino.destination({ fd: 1, sync: true }));
  guardProcess((error) => log.fatal({ bug: describeBug(error) }, 'ended by a bug'));
  const reportBug = (error: unknown, correlationId?: string) => log.error({ bug: describeBug(error), correlationId }, 'bug');

  const parts: { door?: Door; house?: ClosableHouse; corridor?: Corridor } = {};
  const refusals = createRefusalCount(clock);
  const link = openShellLink({
    port: openProcessPort(process),
    receive(message) {
      if (message.kind !== 'lock') parts.door?.receive(message);
      else if (parts.corridor) void lock(parts.corridor, message.cause, leave);
      else leave(departureOf(message.cause));
    },
    gone: () => leave('stopped'),
  });
  let leaving: Departure | undefined;
  const leave = (departure: Departure): void => {
    if (leaving) return;
    leaving = departure;
    // The answer to whoever asked for it goes first.
    setImmediate(() => void depart(link, { ...parts, refusals }, departure));
  };

  const endpoint = createMemoryEndpointHost(clock);
  try {
    parts.house = await buildHouse(values.data, endpoint, { leave, report: reportBug });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return link.post({ kind: 'refused', code: errorCodeOf(error), detail: JSON.stringify(error.data) });
  }
  const { house } = parts;
  const corridor = buildCorridor(house, endpoint, { refusals, reportBug });
  parts.corridor = corridor;
  if (values.demo) await seedDemo(corridor, clock.now());
  parts.door = openDoor({
    corridor,
    post: (message) => link.post(message),
    newId: randomUUID,
    now: () => clock.now(),
    onViolation: ({ problem }) => void recordViolation(house, problem).catch(reportBug),
    onBug: reportBug,
  });
  link.post({ kind: 'ready' });
}

const clock = createSystemClock();
const newId = createOrderedId(() => clock.now());
const crypto = createNodeCrypto();
/** What a child needs to start and no more: nothing in the environment of the person may bend it. The last two wipe what is freed. */
const childNeeds = new Set(['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'GLIBC_TUNABLES', 'MallocScribble']);
const bareEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => childNeeds.has(name)));
const passphraseHash = createArgon2Process({
  node: process.execPath,
  child: childProgram('argon2-child'),
  env: bareEnv,
});

const fileParser = createParserProcess({
  node: process.execPath,
  child: childProgram('parser-child', 'parser'),
  env: bareEnv,
  deadlineMs: 60_000,
  memoryMiB: 768,
});
const oneTimeCode = createOneTimeCode(clock);
const passkey = createPasskey({ origin: pageOrigin });
const fileCipher = createAgeProcess({ node: process.execPath, child: childProgram('age-child'), env: bareEnv, deadlineMs: 120_000 });

/** Built, the children stand beside the engine; in a checkout where their sources are. */
function childProgram(name: string, room = 'crypto'): string {
  return join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? `${room}/${name}.ts` : `${name}.js`);
}

interface HouseEvents {
  readonly leave: (departure: Departure) => void;
  readonly report: (error: unknown) => void;
}

async function buildHouse(data: string, endpoint: EndpointHost, events: HouseEvents): Promise<ClosableHouse> {
  await assertOwnFolder(data);
  const keychain = createKeychain({
    node: process.execPath,
    child: childProgram('keychain-child'),
    service: 'Strongroom',
    env: process.env,
    platform: process.platform,
    deadlineMs: 3_000,
  });
  return createHouse({
    crypto,
    passphraseHash,
    secretSharing: createSecretSharing(),
    keychain,
    folder: openInstanceFolder(data),
    anchorPlaces: createAnchorPlaces(keychain, process.env),
    endpoint,
    clock,
    newId,
    appVersion,
    ...events,
  });
}

interface CorridorEvents {
  readonly refusals: RefusalCount;
  readonly reportBug: (error: unknown, correlationId: string) => void;
}

function buildCorridor(house: ClosableHouse, endpoint: EndpointHost, { refusals, reportBug }: CorridorEvents): Corridor {
  const throttle = createThrottle(clock);
  return createCorridor({
    operations,
    house,
    crypto,
    passphraseHash,
    fileCipher,
    fileParser,
    oneTimeCode,
    passkey,
    tokens: createTokens({ place: () => endpoint.current().plan }),
    authority: createAuthority(clock),
    endpoint,
    clock,
    throttle,
    refusals,
    newId,
    reportBug,
  });
}

/** A page broke the rules of its channel: what it did is recorded, never what it sent. */
async function recordViolation(house: ClosableHouse, problem: string): Promise<void> {
  const event = {
    operation: 'ChannelViolation',
    result: 'refused',
    status: 400,
    code: 'Forbidden',
    object: 'window',
    properties: { problem },
  } as const;
  await keepEntries(house, [toEventEntry({ clock, newId: randomUUID }, { ...event, door: 'window', address: 'window' })]);
}

async function keepEntries(house: ClosableHouse, entries: readonly Entry[]): Promise<void> {
  const rooms = house.open();
  if (rooms) await rooms.committer.commit({ run: async () => undefined, entries: () => entries });
  else if (entries.length > 0) await house.journal(entries);
}

const departureOf = (cause: LockCause): Departure => (cause === 'shell-closed' ? 'stopped' : 'locked');

/** The shell demands it: recorded while the house is open, and done in any case. */
async function lock(corridor: Corridor, cause: LockCause, leave: (departure: Departure) => void): Promise<void> {
  const caller: Caller = { id: randomUUID(), door: 'shell', address: 'shell', session: createSessionHolder() };
  const signal = new AbortController().signal;
  try {
    await corridor.call({ caller, name: 'InstanceLock', requestId: randomUUID(), input: { reason: cause }, signal });
  } catch (error) {
    // A sealed house has nothing to lock; a store that fails must not keep it open.
    if (!(error instanceof VaultError)) throw error;
  } finally {
    leave(departureOf(cause));
  }
}

interface Parts {
  readonly door?: Door;
  readonly house?: ClosableHouse;
  readonly refusals: RefusalCount;
}

async function depart(link: ShellLink, { door, house, refusals }: Parts, departure: Departure): Promise<void> {
  link.post({ kind: 'leaving', departure });
  door?.close();
  // Closing must not fail for want of a last count.
  if (house) await keepEntries(house, refusals.flush()).catch(() => undefined);
  await house?.close();
  link.close();
  process.exit(0);
}

await main();

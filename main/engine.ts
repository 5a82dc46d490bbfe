import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { parseArgs } from 'node:util';
import pino from 'pino';
import * as z from 'zod';
import type { Departure } from '../app/contract/bridge.ts';
import { errorCodeOf, VaultError } from '../app/contract/vault-error.ts';
import type { EndpointHost } from '../app/endpoint/endpoint-host.ts';
import { type Corridor, createCorridor } from '../app/operation/corridor.ts';
import { createRefusalCount, type RefusalCount } from '../app/operation/refusal-count.ts';
import { operations } from '../app/operation/table.ts';
import { createThrottle } from '../app/operation/throttle.ts';
import { type ClosableHouse, createHouse } from '../app/seal/create-house.ts';
import { createAnchorPlaces } from './anchor-place.ts';
import { createTokens } from './authority/token.ts';
import { createSecretSharing } from './crypto/secret-sharing.ts';
import { seedDemo } from './demo.ts';
import { createEndpoint } from './engine/create-endpoint.ts';
import { keepEntries, recordViolation } from './engine/keep-entry.ts';
import { NobodyServed, serveAlone, type UnlockWay, unlockWays } from './engine/serve-alone.ts';
import { createTools, type Tools } from './engine/tool.ts';
import { departureOf, lock } from './engine/window-lock.ts';
import { createMachine } from './machine.ts';
import { describeBug, guardProcess } from './process-guard.ts';
import { type Door, openDoor } from './rpc/door.ts';
import { openShellLink, type ShellLink } from './rpc/link.ts';
import { openProcessPort } from './rpc/port.ts';
import { openInstanceFolder } from './store/instance-folder.ts';
import { assertOwnFolder } from './store/own-folder.ts';
import { createSystemClock } from './system-clock.ts';
import { appVersion } from './version.ts';

/** The engine's process: everything that decides, encrypts and records. Its shell is its parent, and its only peer. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, demo: { type: 'boolean' }, unlock: { type: 'string' } } });
  if (values.data === undefined) throw new Error('--data is missing');
  const log = pino({ base: null }, pino.destination({ fd: 1, sync: true }));
  guardProcess((error) => log.fatal({ bug: describeBug(error) }, 'ended by a bug'));
  const reportBug = (error: unknown, correlationId?: string) => log.error({ bug: describeBug(error), correlationId }, 'bug');

  const tools = createTools(createSystemClock(), process.env);
  const parts: Parts = { refusals: createRefusalCount(tools.clock) };
  const { link, leave } = openLink(parts);
  const lockWindow = (): void =>
    void setImmediate(() => {
      link.post({ kind: 'locked' });
      parts.door?.close();
    });
  try {
    const built = await build(tools, parts, { data: values.data, leave, lockWindow, report: reportBug });
    if (values.unlock !== undefined) return await standAlone(link, built, z.enum(unlockWays).parse(values.unlock));
    if (values.demo) await seedDemo(built.corridor, tools.clock.now());
    parts.door = openWindowDoor(link, built, { tools, report: reportBug });
    link.post({ kind: 'ready' });
  } catch (error) {
    refuse(link, error);
  }
}

type Report = (error: unknown, correlationId?: string) => void;

/** What there is so far, and while the process lives from then on. */
interface Parts {
  readonly refusals: RefusalCount;
  endpoint?: EndpointHost;
  house?: ClosableHouse;
  corridor?: Corridor;
  door?: Door;
}

type Built = Required<Pick<Parts, 'house' | 'endpoint' | 'corridor'>>;

/** The link to the shell, and the one way to leave. */
function openLink(parts: Parts): { link: ShellLink; leave: (departure: Departure) => void } {
  let leaving: Departure | undefined;
  const leave = (departure: Departure): void => {
    if (leaving) return;
    leaving = departure;
    // The answer to whoever asked for it goes first.
    setImmediate(() => void depart(link, parts, departure));
  };
  const link = openShellLink({
    port: openProcessPort(process),
    receive(message) {
      if (message.kind !== 'lock') parts.door?.receive(message);
      else if (parts.corridor) void lock(parts.corridor, message.cause, leave);
      else leave(departureOf(message.cause));
    },
    gone: () => leave('stopped'),
  });
  return { link, leave };
}

interface Ground {
  /** The data folder. */
  readonly data: string;
  readonly leave: (departure: Departure) => void;
  readonly lockWindow: () => void;
  readonly report: Report;
}

/** House, endpoint and corridor. @throws VaultError where there can be no house on this data */
async function build(tools: Tools, parts: Parts, { data, ...ground }: Ground): Promise<Built> {
  const endpoint = createEndpoint({ tools, env: process.env, served: parts, report: ground.report });
  parts.endpoint = endpoint;
  await assertOwnFolder(data);
  const house = await createHouse({
    ...tools,
    ...ground,
    secretSharing: createSecretSharing(),
    folder: openInstanceFolder(data),
    anchorPlaces: createAnchorPlaces(tools.keychain, process.env),
    machine: createMachine(process.env),
    endpoint,
    appVersion,
  });
  parts.house = house;
  const throttle = createThrottle(tools.clock);
  endpoint.watch(() => {
    const { plan } = endpoint.current();
    if (plan) throttle.adjust(plan.limit);
  });
  const tokens = createTokens({ place: () => endpoint.current().plan });
  const { refusals } = parts;
  const corridor = createCorridor({ ...tools, operations, house, tokens, endpoint, throttle, refusals, reportBug: ground.report });
  parts.corridor = corridor;
  return { house, endpoint, corridor };
}

const openWindowDoor = (link: ShellLink, { corridor, house }: Built, { tools, report }: { tools: Tools; report: Report }): Door =>
  openDoor({
    corridor,
    post: (message) => link.post(message),
    newId: randomUUID,
    now: () => tools.clock.now(),
    onViolation: ({ problem }) => void recordViolation(house, tools.clock, problem).catch(report),
    onBug: report,
  });

/** @throws what is a bug */
function refuse(link: ShellLink, error: unknown): void {
  if (error instanceof NobodyServed) return link.post({ kind: 'refused', code: error.why, detail: '{}' });
  if (!(error instanceof VaultError)) throw error;
  link.post({ kind: 'refused', code: errorCodeOf(error), detail: JSON.stringify(error.data) });
}

/** There is no window: the house is opened at once, and closed again where nobody is served. */
async function standAlone(link: ShellLink, built: Built, way: UnlockWay): Promise<void> {
  try {
    const { name } = await serveAlone(built, way);
    link.post({ kind: 'serving', name });
    link.post({ kind: 'ready' });
  } catch (error) {
    await built.house.close();
    throw error;
  }
}

async function depart(link: ShellLink, { door, endpoint, house, refusals }: Parts, departure: Departure): Promise<void> {
  link.post({ kind: 'leaving', departure });
  door?.close();
  await endpoint?.stop();
  // Closing must not fail for want of a last count.
  if (house) await keepEntries(house, refusals.flush()).catch(() => undefined);
  await house?.close();
  link.close();
  process.exit(0);
}

await main();

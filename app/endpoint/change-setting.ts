import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type EndpointSetting, isUsualSuffix } from './endpoint-setting.ts';

/** What is said of a certificate of one's own. */
type Own = NonNullable<EndpointSetting['own']>;

export interface SettingChange {
  readonly input: Input<'EndpointPut'>;
  /** Of the certificate that comes with it. */
  readonly own: Own | undefined;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly on: number;
}

/** What is left out stays. */
const or = <T>(asked: T | undefined, before: T): T => asked ?? before;

/** The setting with what was asked for. @see assertSound */
export function changeSetting(before: EndpointSetting, { input, own, by, on }: SettingChange): EndpointSetting {
  const suffix = or(input.suffix, before.suffix);
  const port = or(input.port, before.port);
  // A certificate stands for the names that it was given for.
  const kept = suffix === before.suffix ? before.own : null;
  return {
    on: or(input.on, before.on),
    address: or(input.address, before.address),
    port,
    suffix,
    servesLocked: or(input.servesLocked, before.servesLocked),
    limit: {
      vaultPer10s: or(input.limit?.vaultPer10s, before.limit.vaultPer10s),
      identityPer10s: or(input.limit?.identityPer10s, before.limit.identityPer10s),
      connections: or(input.limit?.connections, before.limit.connections),
    },
    byPort: giveWay(before.byPort, port),
    own: own ?? kept,
    revision: before.revision + 1,
    changedBy: by,
    changedOn: on,
  };
}

/** Whose port is taken for all gets the next one that is free. */
function giveWay(byPort: EndpointSetting['byPort'], port: number): EndpointSetting['byPort'] {
  const taken = new Set([port, ...byPort.map((it) => it.port)]);
  return byPort.map((it) => (it.port === port ? { ...it, port: nextPort(port, taken) ?? it.port } : it));
}

/** The first above a port that is not taken; undefined where there is none. */
export function nextPort(port: number, taken: ReadonlySet<number>): number | undefined {
  for (let next = port + 1; next <= 65_535; next += 1) if (!taken.has(next)) return next;
  return undefined;
}

/** Whether others than this machine would reach what only it reached, or by another name or certificate than before. */
export const exposes = ({ address, on }: EndpointSetting, before: EndpointSetting, input: Input<'EndpointPut'>): boolean =>
  address !== 'loopback' &&
  (address !== before.address || input.suffix !== undefined || input.certificate !== undefined || (on && !before.on));

/** Whether it would listen elsewhere than before. */
export const moves = (next: EndpointSetting, before: EndpointSetting): boolean =>
  next.on && (!before.on || next.address !== before.address || next.port !== before.port);

/** @throws VaultError BadParameter, naming what is missing beside what was asked for */
export function assertSound(next: EndpointSetting, before: EndpointSetting, input: Input<'EndpointPut'>): void {
  const isOwn = !isUsualSuffix(next.suffix);
  const isGiven = input.certificate !== undefined;
  const needs = {
    suffix: !isOwn && (isGiven || next.address !== 'loopback'),
    certificate: isGiven ? false : input.key !== undefined || (isOwn && next.own === null),
    key: isGiven && input.key === undefined,
    reason: exposes(next, before, input) && input.reason === undefined,
    password: exposes(next, before, input) && input.password === undefined,
  };
  const issues = Object.entries(needs).flatMap(([path, missing]) => (missing ? [{ path, problem: 'missing' }] : []));
  if (issues.length > 0) throw new VaultError('BadParameter', { issues });
}

/** Check-and-set. @throws VaultError ChangedMeanwhile */
export function expectRevision({ revision, changedBy, changedOn }: EndpointSetting, expected: number): void {
  if (revision !== expected) throw new VaultError('ChangedMeanwhile', { name: 'endpoint', changedBy, changedOn });
}

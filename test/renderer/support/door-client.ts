import type { LogRecord, LogRow, Verdict } from '../../../app/contract/log.ts';
import { contract, type CallName, type Input, type Output, type StreamName } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { CallOptions, Client } from '../../../renderer/api/client.ts';
import { aSession } from './sample.ts';
import type { Scene } from './scene.ts';
import { createScriptedClient } from './scripted-client.ts';
import {
  correlationOf,
  deleting,
  exportOf,
  facetsOf,
  fitsFilter,
  histogramOf,
  pageOfLog,
  previewOf,
  putView,
  type LogScene,
} from './scripted-log.ts';

/** What the scripted house takes for right. */
export const right = { passphrase: 'correct horse battery staple', password: 'my very own password', pin: '123456' } as const;

/** Five shares of a set of which three open, as the engine writes them. */
export const someShares = (set = '7K3M-Q9XP', count = 5): string[] =>
  Array.from({ length: count }, (_, at) =>
    [set, ...Array.from({ length: 15 }, (_, group) => `${'ABCDEFGHJ'[(at + group) % 9]}${group % 10}${at + 1}Z`), `00${at + 1}C`].join('-'),
  );

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array) => new TextDecoder().decode(raw);
const tidy = (share: string) => share.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
const uuid = () => crypto.randomUUID();

/** A scene, and how the door behaves. */
export interface DoorScene extends Scene {
  /** Seconds of waiting after each wrong passphrase or password. */
  waitSeconds: number;
  verdict: Verdict;
  /** Milliseconds that each step of verifying takes. */
  stepMs: number;
  log: LogScene;
  /** What is seen of the token of an HSM slot while the house is closed. */
  look: Output<'SlotLook'>;
}

export const wholeVerdict: Verdict = { whole: true, records: 48_211, checkpoints: 212, faults: [] };

const recordOf = (row: LogRow): LogRecord => ({
  ...row,
  resourceId: `/subscriptions/${uuid()}/resourceGroups/production/providers/Microsoft.KeyVault/vaults/${row.object.split(' / ')[0] ?? ''}`,
  correlationId: correlationOf(row),
  requestId: uuid(),
  sessionId: uuid(),
  ...(row.result === 'succeeded' ? { allowedBy: { assignment: uuid(), role: 'Key Vault Administrator', scope: '/' } } : {}),
  ...(row.code === 'Forbidden'
    ? {
        missing: {
          action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
          scope: '/subscriptions/0/resourceGroups/production/providers/Microsoft.KeyVault/vaults/payroll',
          smallestRole: 'Key Vault Secrets User',
        },
      }
    : {}),
  properties: { version: 'latest', name: 'h:1:5sXyJb0tq3c2pUeR0cFQ9w8h' },
  leafHash: '8c31d0f7a5b2e9460017c3d8ee02',
  canonical: JSON.stringify({
    operation: row.operation,
    resource: row.object,
    salt: 'x7Qq',
    sequence: row.sequence,
    status: row.status,
    time: row.time,
  }),
});

function checkShare(scene: DoorScene, share: Uint8Array, position: number): string {
  const sound = [...someShares(), ...someShares('AAAA-0000')].find((it) => tidy(it) === tidy(text(share)));
  if (sound === undefined) throw new VaultError('ShareInvalid', { position });
  if (!sound.startsWith('7K3M')) throw new VaultError('ShareForeign', { position });
  void scene;
  return sound;
}

function slow(scene: DoorScene, code: 'UnlockFailed' | 'SignInFailed'): never {
  const retryOn = Date.now() + scene.waitSeconds * 1000;
  if (code === 'SignInFailed') throw new VaultError(code, scene.waitSeconds > 0 ? { retryOn } : {});
  scene.instance = { ...scene.instance, retryOn };
  throw new VaultError(code, { retryOn });
}

function unlockByToken({ look }: DoorScene, { pin, confirmed }: Extract<Input<'InstanceUnlock'>, { kind: 'hsm' }>): void {
  if (look.state === 'unconfirmed' && confirmed !== look.print)
    throw new VaultError('SlotUnconfirmed', { path: '/opt/token.so', reason: look.reason ?? 'new' });
  if (look.state === 'absent') throw new VaultError('HsmUnavailable', { token: 'Office HSM', reason: 'absent' });
  if (text(pin) !== right.pin) throw new VaultError('PinRefused', { reason: 'wrong', state: 'last' });
}

function unlock(scene: DoorScene, input: Input<'InstanceUnlock'>): void {
  if (input.kind === 'passphrase' && text(input.passphrase) !== right.passphrase) slow(scene, 'UnlockFailed');
  if (input.kind === 'hsm') unlockByToken(scene, input);
  if (input.kind !== 'shares') return;
  const given = new Set(input.shares.map((share, position) => checkShare(scene, share, position)));
  if (given.size < 3) throw new VaultError('SharesTooFew', { needed: 3, given: given.size });
  scene.instance = { ...scene.instance, recovering: true };
}

type Answers = { readonly [N in CallName]?: (scene: DoorScene, input: Input<N>) => Output<N> };

const own = (scene: DoorScene, password: Uint8Array) => {
  if (text(password) !== right.password) slow(scene, 'SignInFailed');
};

const answers: Answers = {
  InstancePrepare: (_scene, { split }) => ({ shares: split ? someShares('7K3M-Q9XP', split.count).map(bytes) : [] }),
  InstanceCreate: (scene, input) => {
    if (input.shareCheck) checkShare(scene, input.shareCheck, 0);
    const { name, displayName } = input.person;
    scene.instance = { ...scene.instance, state: 'open', organisation: input.organisation, people: [{ name, displayName }] };
    return { instanceId: uuid() };
  },
  InstanceUnlock: (scene, input) => {
    unlock(scene, input);
    scene.instance = { ...scene.instance, state: scene.instance.rollback ? 'quarantined' : 'open' };
    return { state: scene.instance.state };
  },
  SlotLook: ({ look }) => look,
  InstanceRecover: (scene) => {
    scene.instance = { ...scene.instance, recovering: false };
    return {};
  },
  InstanceRestoreAccept: (scene) => {
    scene.instance = { ...scene.instance, state: 'open' };
    return {};
  },
  SessionCreate: (scene, { person, password }) => {
    own(scene, password);
    const displayName = scene.instance.people?.find(({ name }) => name === person)?.displayName ?? person;
    scene.session = aSession(Date.now(), { person: { id: uuid(), name: person, displayName }, startedOn: Date.now() });
    return { kind: 'signed-in', session: scene.session };
  },
  SlotAdd: (scene, input) => {
    own(scene, input.password);
    const slot = {
      id: uuid(),
      kind: input.kind,
      label: input.label,
      createdOn: Date.now(),
      ...(input.kind === 'shares' ? input.split : {}),
    };
    scene.slots = [...scene.slots, slot];
    return { slot, ...(input.kind === 'shares' ? { shares: someShares('7K3M-Q9XP', input.split.count).map(bytes) } : {}) };
  },
  SlotRemove: (scene, input) => {
    own(scene, input.password);
    scene.slots = scene.slots.filter(({ id }) => id !== input.slot);
    return {};
  },
  SettingPut: (scene, { idleMinutes }) => {
    scene.instance = { ...scene.instance, idleMinutes };
    return {};
  },
  LogList: (scene, input) => pageOfLog(scene.rows, scene.log, input),
  LogHistogram: (scene, input) => histogramOf(scene.rows, input),
  LogFacetList: (scene, input) => facetsOf(scene.rows, input),
  LogDeletePreview: (scene, input) => previewOf(scene.rows, input),
  LogRetentionGet: ({ log: { retentionDays: days } }) => (days === undefined ? {} : { days }),
  LogRetentionPut: (scene, { days, password }) => {
    own(scene, password);
    scene.log.retentionDays = days ?? undefined;
    return days === null ? {} : { days };
  },
  LogViewList: ({ log }) => ({ items: log.views }),
  LogViewPut: ({ log }, input) => putView(log, input),
  LogViewDelete: ({ log }, { id }) => {
    log.views = log.views.filter((view) => view.id !== id);
    return {};
  },
  LogGet: (scene, { sequence }) => {
    const span = scene.log.removed.find(({ first, last }) => sequence >= first && sequence <= last);
    if (span) throw new VaultError('RecordRemoved', { sequence, deletion: span.deletion, by: span.by, on: span.on, reason: span.reason });
    const row = scene.rows.find((it) => it.sequence === sequence);
    if (!row) throw new VaultError('RecordNotFound', { sequence });
    return recordOf(row);
  },
};

/** A client before whose door everything works, and whose log goes on while one looks. */
export interface DoorClient extends Client {
  /** What was asked, by name and input. Byte arrays are the copies that the engine got. */
  readonly asked: readonly { readonly name: CallName; readonly input: unknown }[];
  /** Appends to the log; whoever follows it is told. */
  append(...rows: LogRow[]): void;
  /** Ends every stream of the log, as a failing engine would. */
  breakStreams(error: VaultError): void;
  /** How many follow the log now. */
  followers(): number;
}

interface Follower {
  readonly take: (rows: LogRow[]) => void;
  readonly fail: (error: VaultError) => void;
}

const wait = (ms: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

async function* verifying(scene: DoorScene, signal: AbortSignal | undefined): AsyncGenerator<Output<'LogVerify'>> {
  const total = scene.verdict.records;
  for (let step = 1; step <= 10; step += 1) {
    await wait(scene.stepMs, signal);
    if (signal?.aborted === true) return;
    yield { checked: Math.round((total * step) / 10), total };
  }
  yield { checked: total, total, verdict: scene.verdict };
}

async function* following(
  scene: DoorScene,
  followers: Set<Follower>,
  { after, filter }: Input<'LogFollow'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<LogRow[]> {
  const waiting: LogRow[][] = [scene.rows.filter((row) => row.sequence > after).toReversed()].filter((rows) => rows.length > 0);
  let failure: VaultError | undefined;
  let wake = () => undefined as void;
  const follower: Follower = {
    take: (rows) => (waiting.push(rows), wake()),
    fail: (error) => ((failure = error), wake()),
  };
  followers.add(follower);
  signal?.addEventListener('abort', () => wake(), { once: true });
  try {
    while (signal?.aborted !== true) {
      if (failure) throw failure;
      const rows = waiting.shift()?.filter((row) => fitsFilter(row, filter));
      if (rows && rows.length > 0) yield rows;
      else if (!rows) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    followers.delete(follower);
  }
}

export function createDoorClient(scene: DoorScene): DoorClient {
  const base = createScriptedClient(scene);
  const asked: { name: CallName; input: unknown }[] = [];
  const followers = new Set<Follower>();
  return {
    asked,
    async call<N extends CallName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
      const given = structuredClone(input);
      asked.push({ name, input: given });
      const answer: ((scene: DoorScene, input: Input<N>) => Output<N>) | undefined = answers[name];
      const failure = scene.failures[name];
      if (!answer || scene.stuck.includes(name)) return base.call(name, input, options);
      await Promise.resolve();
      if (failure) throw failure;
      contract[name].input.parse(given);
      return answer(scene, given);
    },
    listen<N extends StreamName>(name: N, input: Input<N>, { signal }: CallOptions = {}): AsyncIterable<Output<N>> {
      const streams: { readonly [S in StreamName]?: (input: Input<S>) => AsyncIterable<Output<S>> } = {
        LogFollow: (it) => following(scene, followers, it, signal),
        LogVerify: () => verifying(scene, signal),
        LogExport: (it) => exportOf(scene.rows, scene.log, it, signal),
        LogDelete: (it) => deleting(scene, it, right.password),
      };
      const open: ((input: Input<N>) => AsyncIterable<Output<N>>) | undefined = streams[name];
      return open ? open(input) : base.listen(name, input);
    },
    append(...rows) {
      scene.rows = [...rows.toReversed(), ...scene.rows];
      for (const follower of followers) follower.take([...rows]);
    },
    breakStreams: (error) => followers.forEach((follower) => follower.fail(error)),
    followers: () => followers.size,
  };
}

import type { Slot } from '../../../app/contract/instance.ts';
import type { LogRow } from '../../../app/contract/log.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { wholeVerdict, type DoorScene } from './door-client.ts';
import { aLogRow, aSlot } from './sample.ts';
import { aLogScene } from './scripted-log.ts';
import { anInstance, emptyScene, fullScene, type Instance } from './scene.ts';

const people = [
  { name: 'm.okafor', displayName: 'Maya Okafor' },
  { name: 'l.brandt', displayName: 'Lena Brandt' },
  { name: 'a.silva', displayName: 'André Silva' },
];

const slots = (now: number): Slot[] => [aSlot('passphrase', now), aSlot('shares', now), aSlot('keychain', now)];

/** A house in one of its states before anyone is in, to change at will. */
export function doorScene(now: number, change: Partial<Instance> = {}): DoorScene {
  return {
    ...emptyScene(now),
    session: undefined,
    instance: anInstance({ people, ...change }),
    waitSeconds: 0,
    verdict: wholeVerdict,
    stepMs: 0,
    log: aLogScene(),
    look: { state: 'there', print: 'A'.repeat(43), userPin: 'fine', hasPinPad: false },
  };
}

export const emptyHouse = (now: number, keychain: Instance['keychain'] = 'absent') =>
  doorScene(now, { state: 'empty', keychain, people: [] });
export const closedHouse = (now: number) => doorScene(now, { state: 'sealed', slots: slots(now), keychain: 'trusted' });
/** One of its ways to open is a key in a token. */
export const tokenHouse = (now: number) =>
  doorScene(now, { state: 'sealed', slots: [...slots(now), aSlot('hsm', now)], keychain: 'trusted' });
export const openHouse = (now: number) => doorScene(now);
export const recoveredHouse = (now: number) => doorScene(now, { recovering: true });
export const olderHouse = (now: number) => doorScene(now, { state: 'quarantined', rollback: { found: 1204, expected: 1311 } });

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const outcome = (sequence: number): Partial<LogRow> => {
  if (sequence % 23 === 0)
    return {
      result: 'refused',
      status: 403,
      code: 'Forbidden',
      identity: 'refund-worker',
      identityId: idOf(9),
      door: 'rest',
      address: '127.0.0.1',
    };
  if (sequence % 37 === 0) return { result: 'failed', status: 503, code: 'StoreUnavailable', operation: 'SecretSet' };
  if (sequence % 41 === 0)
    return {
      result: 'refused',
      status: 401,
      code: 'SignInFailed',
      operation: 'SessionCreate',
      object: 'l.brandt',
      identity: 'nobody',
      identityId: '',
      vault: '',
    };
  if (sequence % 53 === 0) return { result: 'attempted', operation: 'SlotAdd', object: 'unlock slots' };
  if (sequence % 3 === 0) return { operation: 'SecretList', object: 'payroll', durationMs: 0.4 };
  return sequence % 5 === 0
    ? {
        operation: 'SecretSet',
        object: 'shop-prod / stripe-live-secret',
        identity: 'Lena Brandt',
        identityId: idOf(7),
        vault: 'shop-prod',
        durationMs: 12.4,
      }
    : {};
};

/** Rows newest first, up to `newest`. */
export const manyRows = (now: number, newest: number): LogRow[] =>
  Array.from({ length: newest + 1 }, (_, at) => {
    const sequence = newest - at;
    return aLogRow(sequence, now, { time: now - (newest - sequence) * 47_311, code: 'OK', address: 'window', ...outcome(sequence) });
  });

/** Someone is in, and the log is long. */
export function busyHouse(now: number): DoorScene {
  return {
    ...doorScene(now),
    ...fullScene(now),
    instance: anInstance({ people }),
    rows: manyRows(now, 1203),
    waitSeconds: 0,
    verdict: wholeVerdict,
    stepMs: 0,
    log: aLogScene(),
  };
}

export const brokenLog = (now: number): DoorScene => ({
  ...busyHouse(now),
  verdict: {
    whole: false,
    records: 1204,
    checkpoints: 31,
    faults: [
      { sequence: 412, kind: 'altered', detail: 'The record gives another leaf than the tree holds.' },
      { sequence: 618, kind: 'missing', detail: '3 records are missing, up to 620.' },
      { sequence: 1204, kind: 'anchor', detail: 'The anchor has seen 1,311 records, the log has 1,204.' },
    ],
  },
});

export const deniedLog = (now: number): DoorScene => ({
  ...busyHouse(now),
  failures: {
    LogList: new VaultError('Forbidden', { missing: 'Strongroom.Log/read', scope: '/', smallestRole: 'Monitoring Reader' }),
    LogCheckpointList: new VaultError('Forbidden', { missing: 'Strongroom.Log/read', scope: '/', smallestRole: 'Monitoring Reader' }),
    SlotList: new VaultError('InternalError', { correlationId: '5e1f9c02-7d3b-4b8e-9a70-2f0c8a35a07c' }),
  },
});

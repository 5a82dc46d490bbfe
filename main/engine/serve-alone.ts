import { randomUUID } from 'node:crypto';
import { mostPassphraseBytes } from '../../app/contract/common.ts';
import { mostPinBytes } from '../../app/contract/hsm.ts';
import { type CallName, contract, type Input, type Output } from '../../app/contract/operation.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { EndpointHost, EndpointPlan } from '../../app/endpoint/endpoint-host.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { readFirstLine } from './first-line.ts';

/** How a house without a window is opened. */
export const unlockWays = ['keychain', 'passphrase', 'hsm'] as const;
export type UnlockWay = (typeof unlockWays)[number];

/** Nobody is served, for a reason that is none of the closed list. */
export class NobodyServed extends Error {
  readonly why: 'NotSetUp' | 'EndpointOff';

  constructor(why: 'NotSetUp' | 'EndpointOff') {
    super(why);
    this.name = 'NobodyServed';
    this.why = why;
  }
}

export interface AloneDeps {
  readonly corridor: Corridor;
  readonly endpoint: EndpointHost;
}

type Call = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;

/**
 * Opens the house where nobody stands before a window, and makes sure that applications are served.
 * @param way `passphrase`, or `hsm` for a PIN: the first line of standard input
 * @throws NobodyServed; VaultError UnlockFailed, KeychainUnavailable, SlotUnconfirmed, PinRefused, Hsm…, RolledBack, EndpointUnavailable, Store…
 */
export async function serveAlone({ corridor, endpoint }: AloneDeps, way: UnlockWay): Promise<EndpointPlan> {
  const call = asShell(corridor);
  const { state, slots } = await call('InstanceGet', {});
  if (state === 'empty') throw new NobodyServed('NotSetUp');
  const ids = slots.filter(({ kind }) => kind === way).map(({ id }) => id);
  await unlockBy[way](call, ids);
  const { rollback } = await call('InstanceGet', {});
  if (rollback) throw new VaultError('RolledBack', rollback);
  const { state: stand, problem, plan } = endpoint.current();
  if (stand === 'off' || !plan) throw new NobodyServed('EndpointOff');
  if (stand === 'failed') throw new VaultError('EndpointUnavailable', { reason: problem ?? 'certificate' });
  return plan;
}

/** Its outputs are parsed by the corridor. */
function asShell(corridor: Corridor): Call {
  const caller = { id: randomUUID(), door: 'shell', address: 'headless', session: createSessionHolder() } as const;
  const { signal } = new AbortController();
  return async <N extends CallName>(name: N, input: Input<N>) => {
    const output = await corridor.call({ caller, name, requestId: randomUUID(), input, signal });
    return contract[name].output.parse(output) as Output<N>;
  };
}

type Unlock = (call: Call, slots: readonly string[]) => Promise<void>;

/** @throws VaultError of the last slot that refused */
async function unlockByKeychain(call: Call, slots: readonly string[]): Promise<void> {
  await tryEach(slots, isWrong, (slot) => call('InstanceUnlock', { kind: 'keychain', slot }));
}

/** @throws VaultError of the last slot that refused */
async function unlockByPassphrase(call: Call, slots: readonly string[]): Promise<void> {
  await withFirstLine(mostPassphraseBytes, (line) =>
    tryEach(slots, isWrong, async (slot) => {
      const passphrase = copySecret(line);
      await call('InstanceUnlock', { kind: 'passphrase', slot, passphrase }).finally(() => passphrase.fill(0));
    }),
  );
}

/** The PIN is given to one token: the first that is there. @throws VaultError of the last slot that refused */
async function unlockByHsm(call: Call, slots: readonly string[]): Promise<void> {
  await withFirstLine(mostPinBytes, (line) =>
    tryEach(slots, isOutOfReach, async (slot) => {
      const pin = copySecret(line);
      await call('InstanceUnlock', { kind: 'hsm', slot, pin }).finally(() => pin.fill(0));
    }),
  );
}

const unlockBy: Readonly<Record<UnlockWay, Unlock>> = { keychain: unlockByKeychain, passphrase: unlockByPassphrase, hsm: unlockByHsm };

async function withFirstLine(mostBytes: number, work: (line: Uint8Array) => Promise<void>): Promise<void> {
  const line = readFirstLine(0, mostBytes);
  try {
    await work(line);
  } finally {
    line.fill(0);
  }
}

/** What was given may be another slot's. */
const isWrong = (error: unknown): boolean => isVaultError(error, 'UnlockFailed') || isVaultError(error, 'KeychainUnavailable');

/** No token was given the PIN. */
const isOutOfReach = (error: unknown): boolean =>
  isVaultError(error, 'SlotUnconfirmed') ||
  isVaultError(error, 'HsmModuleUnfit') ||
  (isVaultError(error, 'HsmUnavailable') && error.data.reason === 'absent');

/** Each slot that is refused makes the next wait longer: what can't be told apart is not tried for ever. */
async function tryEach(
  slots: readonly string[],
  leadsOn: (error: unknown) => boolean,
  open: (slot: string) => Promise<unknown>,
): Promise<void> {
  let refusal: unknown = new VaultError('SlotNotFound', {});
  for (const slot of slots) {
    try {
      await open(slot);
      return;
    } catch (error) {
      if (!leadsOn(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

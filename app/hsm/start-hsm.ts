import { isVaultError, VaultError } from '../contract/vault-error.ts';
import type { HouseDeps } from '../seal/house-deps.ts';
import type { OpenHouse } from '../seal/house.ts';
import { toEventEntry } from '../audit/event.ts';
import type { TokenSight } from './hsm-host.ts';
import { forgetPin, keptPins, usePin } from './kept-pin.ts';
import { readRegistry } from './registry.ts';
import { tokenId } from './token-id.ts';

/**
 * Starts the modules of a house that was just opened, and opens tokens whose PIN is kept whenever they are locked: at start, plugged in
 * again, or after their library crashed. A PIN that the token refuses is forgotten, so that it is not tried until the token locks it.
 * @returns what ends it
 */
export async function startHsm(deps: HouseDeps, house: OpenHouse): Promise<() => void> {
  const { hsm, report } = deps;
  const under = new Set<string>();
  const look = async (): Promise<void> => {
    const kept = await house.store.read((tx) => keptPins(tx, house.keyring));
    const locked = hsm.current().flatMap(({ tokens }) => tokens.filter(({ state }) => state === 'locked'));
    await Promise.all(
      locked.map(async (sight) => {
        const id = tokenId(deps.crypto, sight);
        if (!kept.has(id) || under.has(id)) return;
        under.add(id);
        await openKept(deps, house, { id, sight }).finally(() => under.delete(id));
      }),
    );
  };
  const tryLook = (): void => void look().catch(report);
  const callOff = hsm.watch(tryLook);
  try {
    hsm.apply((await house.store.read((tx) => readRegistry(tx, house.keyring))).modules);
  } catch (error) {
    report(error);
  }
  return callOff;
}

async function openKept(
  deps: HouseDeps,
  { store, keyring, committer }: OpenHouse,
  { id, sight }: { readonly id: string; readonly sight: TokenSight },
) {
  let pin: Uint8Array | undefined;
  try {
    pin = await store.read((tx) => usePin(tx, keyring, id, async (kept) => kept.slice()));
    if (pin) await deps.hsm.open(sight, pin);
  } catch (error) {
    if (isVaultError(error, 'PinRefused')) {
      await committer.commit({
        run: (tx) => forgetPin(tx, keyring, id),
        entries: () => [
          toEventEntry(deps, {
            operation: 'HsmTokenOpen',
            result: 'failed',
            status: 403,
            code: error.code,
            object: sight.label,
            properties: { reason: error.data.reason },
          }),
        ],
      });
    } else if (!(error instanceof VaultError)) throw error;
  } finally {
    pin?.fill(0);
  }
}

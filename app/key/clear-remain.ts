import { CancelledError, isVaultError, VaultError } from '../contract/vault-error.ts';
import { findToken } from '../hsm/bound-token.ts';
import { checkRemain, type KeyRemain, putRemain } from './key-remain.ts';
import { objectId } from './object-id.ts';
import type { RotateDeps } from './rotate-due.ts';

export interface ClearDeps extends RotateDeps {
  /** Objects that unlock slots name: no key of a vault has them either. */
  readonly slotObjects: () => ReadonlySet<string>;
}

/** Nothing is made for longer: the token's host has given it up by then. */
const mostMakingMs = 600_000;

/**
 * Destroys in their tokens what no key has: of keys that were purged, and what was being made when something broke. What is in a token
 * that is away, or closed, waits for it. Each token is waited for aside: one that hangs holds up nothing else.
 * @param openedOn when the house was opened: what was being made before that is nobody's
 */
export async function clearRemains(deps: ClearDeps, openedOn: number, signal: AbortSignal): Promise<void> {
  const rows = await deps.read((tx) => tx.keyRemains.list());
  const isOpen = ({ making, since }: KeyRemain) => making && since >= openedOn && since > deps.now() - mostMakingMs;
  for (const [token, remains] of Map.groupBy(rows, (row) => row.token)) {
    deps.aside(`clear ${token}`, () =>
      clearAll(
        deps,
        remains.filter((row) => !isOpen(row)),
        signal,
      ),
    );
  }
}

/** One that can't be cleared stands in the way of no other. @throws what the first of those threw */
async function clearAll(deps: ClearDeps, remains: readonly KeyRemain[], signal: AbortSignal): Promise<void> {
  let failed: { readonly error: unknown } | undefined;
  for (const row of remains) {
    if (signal.aborted) throw new CancelledError();
    await clearRemain(deps, row).catch((error: unknown) => (failed ??= { error }));
  }
  if (failed) throw failed.error;
}

async function clearRemain(deps: ClearDeps, { version }: KeyRemain): Promise<void> {
  const { committer, keyring, hsm } = deps;
  // First it is given up for good: nobody can make a key of it any more.
  const token = await committer.commit({
    async run(tx) {
      const row = await tx.keyRemains.find(version);
      if (!row) return undefined;
      checkRemain(keyring, row);
      if (await tx.keys.hasVersion(version)) throw new VaultError('IntegrityViolation', { what: 'key-remain', id: version });
      if (deps.slotObjects().has(version)) {
        await tx.keyRemains.remove(version);
        return undefined;
      }
      if (row.making) await putRemain({ tx, keyring }, { ...row, making: false });
      return findToken(tx, keyring, row.token);
    },
    entries: () => [],
  });
  if (!token) return;
  try {
    await hsm.destroy({ token, object: objectId(version) });
  } catch (error) {
    if (isVaultError(error, 'HsmUnavailable') || isVaultError(error, 'HsmTokenLocked')) return;
    throw error;
  }
  await committer.commit({ run: (tx) => tx.keyRemains.remove(version), entries: () => [] });
}

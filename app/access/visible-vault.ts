import type { Principal } from '../identity/principal.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { checkVault, vaultResourceId } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { decide } from './standing.ts';
import type { Standings } from './standings.ts';

const pageSize = 500;

/** Who looks, and at what instant grants must hold (milliseconds since 1970). */
export interface Sight {
  readonly principal: Principal;
  readonly time: number;
  /** The data action that is needed on everything in a vault. */
  readonly action: string;
}

/** From where one looks. */
export interface Look {
  readonly tx: Tx;
  readonly keyring: Keyring;
  readonly standings: Standings;
}

/**
 * The vaults whose objects someone may act on, by name, those in the recycle bin left out. For what goes over all vaults at once: whoever
 * sees none gets an empty list and no refusal. Grants on single objects do not make their vault visible.
 * @throws VaultError IntegrityViolation when a grant, or a vault that is visible, was edited outside the house
 */
export async function visibleVaults({ tx, keyring, standings }: Look, { principal, time, action }: Sight): Promise<VaultRow[]> {
  const standing = await standings.of(tx, principal.id, time);
  const need = { kind: 'dataAction', action } as const;
  const visible: VaultRow[] = [];
  for await (const row of liveVaults(tx)) {
    const scope = vaultResourceId(row.resourceGroup, row.name);
    if (!decide(standing, need, { scope, time }).allowed) continue;
    checkVault(keyring, row);
    visible.push(row);
  }
  return visible;
}

async function* liveVaults(tx: Tx): AsyncIterable<VaultRow> {
  for (let after: string | undefined; ;) {
    const rows = await tx.vaults.list(after, pageSize, false);
    yield* rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.nameKey;
  }
}

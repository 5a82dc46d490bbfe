import type { Principal } from '../identity/principal.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { checkVault, isPool, vaultResourceId } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { ActionNeed } from './role.ts';
import { decide } from './standing.ts';
import type { Standings } from './standings.ts';

const pageSize = 500;

/** Who looks, and at what instant grants must hold (milliseconds since 1970). */
export interface Sight {
  readonly principal: Principal;
  readonly time: number;
  /** What is needed at a vault to see it. */
  readonly need: ActionNeed;
}

/** From where one looks. */
export interface Look {
  readonly tx: Tx;
  readonly keyring: Keyring;
  readonly standings: Standings;
}

/** Which of the vaults that one sees are wanted. */
export interface Page {
  readonly deleted: boolean;
  /** Key of a name: only those after it. */
  readonly after?: string | undefined;
  readonly limit?: number;
}

/**
 * The vaults that someone may see, by name. For what goes over all vaults at once: whoever sees none gets an empty list and no refusal.
 * Grants on single objects do not make their vault visible.
 * @throws VaultError IntegrityViolation when a grant, or a vault that is visible, was edited outside the house
 */
export async function visibleVaults(
  { tx, keyring, standings }: Look,
  { principal, time, need }: Sight,
  { deleted, after, limit = Infinity }: Page = { deleted: false },
): Promise<VaultRow[]> {
  const standing = await standings.of(tx, principal.id, time);
  const visible: VaultRow[] = [];
  for await (const row of everyVault(tx, deleted, after)) {
    // Who holds a role for all keys of a pool sees it too; what is held at the pool reaches them.
    const scope = isPool(row) ? `${vaultResourceId(row)}/keys` : vaultResourceId(row);
    if (!decide(standing, need, { scope, time }).allowed) continue;
    checkVault(keyring, row);
    visible.push(row);
    if (visible.length >= limit) break;
  }
  return visible;
}

/** What is looked for: in the recycle bins of vaults, or outside of them. */
interface Seen {
  readonly see: string;
  readonly deleted?: boolean | undefined;
}

/** The vaults whose objects of a noun someone may see, or the one of them that is named. */
export async function seenVaults(look: Look & Omit<Sight, 'need'>, { see, deleted = false }: Seen, name: string | undefined) {
  const need: ActionNeed = { kind: 'dataAction', action: see, ...(deleted && { ofBin: true }) };
  const visible = await visibleVaults(look, { ...look, need });
  return name === undefined ? visible : visible.filter(({ nameKey }) => nameKey === name.toLowerCase());
}

async function* everyVault(tx: Tx, deleted: boolean, from: string | undefined): AsyncIterable<VaultRow> {
  for (let after = from; ;) {
    const rows = await tx.vaults.list(after, pageSize, deleted);
    yield* rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.nameKey;
  }
}

import { forbidden } from '../access/refusal.ts';
import { decide, knowsOf } from '../access/standing.ts';
import type { Output } from '../contract/operation.ts';
import { readRegistry, type TokenEntry } from '../hsm/registry.ts';
import type { Anteroom, Need } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';

type Asker = Pick<Anteroom, 'keyring' | 'standings' | 'principal' | 'time' | 'hsm'>;

/** The two vaults of a copy on one snapshot, and who looks at them. */
export interface CopyGround extends NounHouse {
  readonly source: VaultRow;
  readonly target: VaultRow;
  /** In which the HSM keys of the target are made. */
  readonly token: TokenEntry | undefined;
  /** Whether the person may do something there with the key of this name. */
  may(where: 'source' | 'target', need: Need, name: string): boolean;
}

/** @throws VaultError VaultNotFound when one of them is gone, also to the recycle bin; IntegrityViolation */
export async function openGround(
  { keyring, standings, principal, time }: Asker,
  tx: Tx,
  names: { readonly source: string; readonly target: string },
): Promise<CopyGround> {
  const source = await getVault(tx, keyring, names.source);
  const target = await getVault(tx, keyring, names.target);
  const { tokens } = await readRegistry(tx, keyring);
  const standing = await standings.of(tx, principal.id, time);
  const scopes = {
    source: (await vaultTarget(tx, keyring, source.name)).scope,
    target: (await vaultTarget(tx, keyring, target.name)).scope,
  };
  return {
    tx,
    keyring,
    source,
    target,
    token: tokens.find(({ vaults }) => vaults.includes(target.id)),
    may: (where, need, name) => decide(standing, need, { scope: `${scopes[where]}/keys/${name}`, time }).allowed,
  };
}

/** Whether keys can be made now in the token of the target. */
export function tokenState({ hsm }: Pick<Asker, 'hsm'>, { token }: CopyGround): Output<'KeyCopyPlan'>['token'] {
  if (!token) return 'none';
  const tokens = hsm.current().flatMap((module) => module.tokens);
  const sight = tokens.find(({ module, serial, label }) => module === token.module && serial === token.serial && label === token.label);
  return sight?.state === 'open' ? 'open' : 'closed';
}

/**
 * For whoever knows of a vault: what may be done there is asked of each key.
 * @throws VaultError Forbidden, the same where there is no such vault; VaultNotFound for who may act on every vault
 */
export async function assertKnown({ keyring, standings, principal, time }: Asker, tx: Tx, vault: string, need: Need): Promise<void> {
  const { scope } = await vaultTarget(tx, keyring, vault);
  const standing = await standings.of(tx, principal.id, time);
  const decision = decide(standing, need, { scope, time });
  const isKnown = scope !== '/' && standing !== undefined && knowsOf(standing, scope, time);
  if (!decision.allowed && !isKnown) throw await forbidden(tx, keyring, { need, decision, standing, time });
  await getVault(tx, keyring, vault);
}

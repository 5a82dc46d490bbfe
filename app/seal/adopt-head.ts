import type { Tx } from '../operation/store.ts';
import { secretFields } from '../secret/secret-row.ts';
import type { SecretRow } from '../secret/secret-store.ts';
import { isDestroyed } from '../vault/destroy-vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { headMarkSet, headSet } from './manifest.ts';

const pageRows = 500;

/**
 * Starts the manifests of secrets in a house that was made before there were any: once, which the manifest `secret-head` says for good.
 * Only for a store that was found to be as new as its anchor, or was accepted: removing that mark, or a manifest that it stands for, makes
 * all manifests together older than the anchor remembers, and such a store is not trusted so far.
 */
export async function adoptHeads(tx: Tx, keyring: Keyring): Promise<void> {
  if (await tx.manifests.find(headMarkSet)) return;
  for (let page = await tx.vaults.list(undefined, pageRows); page.length > 0; page = await tx.vaults.list(page.at(-1)?.nameKey, pageRows)) {
    for (const vault of page) if (!isDestroyed(vault)) await adoptVault(tx, keyring, vault);
  }
  await keyring.startManifest(tx, headMarkSet);
}

async function adoptVault(tx: Tx, keyring: Keyring, { id }: VaultRow): Promise<void> {
  const set = headSet(id);
  await keyring.replaceManifest(tx, set, await keyring.tallyRows(set, headsOf(tx, id)));
}

async function* headsOf(tx: Tx, vaultId: string): AsyncGenerator<RowFields> {
  const next = (last: SecretRow | undefined) => tx.secrets.scanHeads(vaultId, last?.nameKey, pageRows);
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const row of page) yield secretFields(row);
  }
}

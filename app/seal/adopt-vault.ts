import type { Tx } from '../operation/store.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import type { SecretRow } from '../secret/secret-store.ts';
import { isDestroyed } from '../vault/destroy-vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { headMarkSet, headSet, keyHeadSet, keyMarkSet, keySet } from './manifest.ts';

const pageRows = 500;

/**
 * Starts the manifests of secrets and of keys in a house that was made before there were any: once, which the manifests `secret-head` and
 * `key-head` say for good. Only for a store that was found to be as new as its anchor, or was accepted: removing such a mark, or a manifest
 * that it stands for, makes all manifests together older than the anchor remembers, and such a store is not trusted so far.
 */
export async function adoptVaults(tx: Tx, keyring: Keyring): Promise<void> {
  if (!(await tx.manifests.find(headMarkSet))) {
    for await (const { id } of everyVault(tx))
      await keyring.replaceManifest(tx, headSet(id), await keyring.tallyRows(headSet(id), headsOf(tx, id)));
    await keyring.startManifest(tx, headMarkSet);
  }
  if (await tx.manifests.find(keyMarkSet)) return;
  // They start empty, whatever rows there are: the house writes none before.
  for await (const { id } of everyVault(tx)) for (const set of [keySet(id), keyHeadSet(id)]) await keyring.startManifest(tx, set);
  await keyring.startManifest(tx, keyMarkSet);
}

async function* everyVault(tx: Tx): AsyncGenerator<VaultRow> {
  for (let page = await tx.vaults.list(undefined, pageRows); page.length > 0; page = await tx.vaults.list(page.at(-1)?.nameKey, pageRows)) {
    for (const vault of page) if (!isDestroyed(vault)) yield vault;
  }
}

async function* headsOf(tx: Tx, vaultId: string): AsyncGenerator<RowFields> {
  const next = (last: SecretRow | undefined) => tx.secrets.scanHeads(vaultId, last?.nameKey, pageRows);
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const row of page) yield secretNoun.fieldsOf(row);
  }
}

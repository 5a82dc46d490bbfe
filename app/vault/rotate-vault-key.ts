import { isVaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { secretSet } from '../seal/manifest.ts';
import { manifestFields } from '../secret/manifest-field.ts';
import { bindingOf } from '../secret/secret.ts';
import type { SecretVersionRow } from '../secret/secret-store.ts';
import { isDestroyed } from './destroy-vault.ts';
import type { PurgeDeps } from './purge-due.ts';
import type { RotationRow } from './rotation-store.ts';
import type { VaultRow } from './vault-store.ts';

type Deps = Omit<PurgeDeps, 'refused'>;

/** Versions that one commit wraps again: what people do meanwhile waits some milliseconds at the most. */
const mostTogether = 64;

const newestOf = async (tx: Tx, vaultId: string): Promise<number> =>
  Math.max(0, ...(await tx.keyring.list('vault', vaultId)).map((row) => row.generation));

/** Draws the key of a vault anew, once for all that was purged since it was last drawn. @returns whether there is such a vault */
export const drawVaultKey = ({ committer, keyring, now, entryOf }: Deps, { vaultId, since }: RotationRow): Promise<boolean> =>
  committer
    .commit({
      async run(tx) {
        await tx.rotations.clear(vaultId);
        const vault = await tx.vaults.findById(vaultId);
        if (!vault || isDestroyed(vault)) return undefined;
        await keyring.rotateVault(tx, vaultId, now());
        return { vault, generation: await newestOf(tx, vaultId) };
      },
      entries(outcome) {
        if (!('output' in outcome) || !outcome.output) return [];
        const { vault, generation } = outcome.output;
        const properties = { generation: String(generation), purgedSince: new Date(since).toISOString() };
        return [entryOf({ operation: 'VaultKeyRotate', result: 'attempted', code: 'OK', vault, properties })];
      },
    })
    .then((drawn) => drawn !== undefined);

/** The vaults whose older keys are still there: what they wrap is to be wrapped again. */
export async function* findHalfRotated(read: Deps['read']): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const page = await read((tx) => tx.vaults.list(after, 100));
    for (const { id } of page) if ((await read((tx) => tx.keyring.list('vault', id))).length > 1) yield id;
    if (page.length < 100) return;
    after = page.at(-1)?.nameKey;
  }
}

/**
 * Wraps everything that older keys of a vault still wrap by its newest one, in small commits, then destroys the older keys. All of its
 * state is in the rows: who begins again goes on where another was ended.
 * @param between runs between two commits. @throws CancelledError from it
 * @returns false when versions do not open as they were sealed: the older keys stay then, for somebody to look at
 */
export async function rewrapVault(deps: Deps, vaultId: string, between: () => Promise<void>): Promise<boolean> {
  let wrapped = 0;
  for (;;) {
    const pass = await rewrapOnce(deps, vaultId, between);
    wrapped += pass.wrapped;
    if (pass.altered > 0) {
      await recordEnd(deps, vaultId, { result: 'failed', code: 'IntegrityViolation', altered: pass.altered });
      return false;
    }
    // While the last page was read, versions may have been made under a key that is older by now.
    if (await retire(deps, vaultId, wrapped)) return true;
    await between();
  }
}

interface Pass {
  readonly wrapped: number;
  readonly altered: number;
}

async function rewrapOnce({ committer, keyring }: Deps, vaultId: string, between: () => Promise<void>): Promise<Pass> {
  let wrapped = 0;
  let altered = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await committer.commit({ run: (tx) => rewrapPage(tx, keyring, { vaultId, after }), entries: () => [] });
    wrapped += rows.filter(({ whole }) => whole).length;
    altered += rows.filter(({ whole }) => !whole).length;
    if (rows.length < mostTogether) return { wrapped, altered };
    after = rows.at(-1)?.version;
    await between();
  }
}

/** @returns the versions of the page, and whether each was wrapped again: those that were altered are left as they are */
async function rewrapPage(tx: Tx, keyring: Keyring, { vaultId, after }: { readonly vaultId: string; readonly after: string | undefined }) {
  const page = { after, limit: mostTogether };
  const rows = await tx.secrets.listWrappedBefore(vaultId, await newestOf(tx, vaultId), page);
  const seen: { readonly version: string; readonly whole: boolean }[] = [];
  for (const row of rows) seen.push({ version: row.version, whole: await rewrapRow(tx, keyring, row) });
  return seen;
}

async function rewrapRow(tx: Tx, keyring: Keyring, before: SecretVersionRow): Promise<boolean> {
  const row = await findRewrapped(tx, keyring, before);
  if (!row) return false;
  await tx.secrets.updateKey(row.version, row);
  await keyring.updateManifest(tx, secretSet(row.vaultId), manifestFields(keyring, before), manifestFields(keyring, row));
  return true;
}

/** Attributes stay, and with them the row's version. @returns undefined when the version is not as it was sealed */
async function findRewrapped(tx: Tx, keyring: Keyring, before: SecretVersionRow): Promise<SecretVersionRow | undefined> {
  try {
    const binding = bindingOf(before);
    return { ...before, ...(await keyring.rewrapValue(tx, binding, binding, before)) };
  } catch (error) {
    if (isVaultError(error, 'IntegrityViolation')) return undefined;
    throw error;
  }
}

/** Destroys the older keys unless something still needs them, and says so. @returns whether they are gone */
const retire = ({ committer, keyring, entryOf }: Deps, vaultId: string, wrapped: number): Promise<boolean> =>
  committer
    .commit({
      async run(tx) {
        const generation = await newestOf(tx, vaultId);
        const left = await tx.secrets.listWrappedBefore(vaultId, generation, { after: undefined, limit: 1 });
        if (left.length > 0) return { done: false };
        const vault = await tx.vaults.findById(vaultId);
        // Purged meanwhile: its keys are gone already.
        if (!vault || isDestroyed(vault)) return { done: true };
        await keyring.retireVaultKeys(tx, vaultId);
        return { done: true, vault, generation };
      },
      entries(outcome) {
        if (!('output' in outcome) || !outcome.output.vault) return [];
        const { vault, generation } = outcome.output;
        const properties = { generation: String(generation), versions: String(wrapped) };
        return [entryOf({ operation: 'VaultKeyRotate', result: 'succeeded', code: 'OK', vault, properties })];
      },
    })
    .then(({ done }) => done);

const recordEnd = (
  { committer, entryOf }: Deps,
  vaultId: string,
  { result, code, altered }: { readonly result: 'failed'; readonly code: string; readonly altered: number },
): Promise<VaultRow | undefined> =>
  committer.commit({
    run: (tx) => tx.vaults.findById(vaultId),
    entries(outcome) {
      if (!('output' in outcome) || !outcome.output) return [];
      return [
        entryOf({ operation: 'VaultKeyRotate', result, code, vault: outcome.output, properties: { alteredVersions: String(altered) } }),
      ];
    },
  });

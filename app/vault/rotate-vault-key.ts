import { isVaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import { keyNoun } from '../key/key-noun.ts';
import type { Keyring } from '../seal/keyring.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import { isDestroyed } from './destroy-vault.ts';
import type { Noun } from './object-noun.ts';
import type { ObjectTypes } from './object-store.ts';
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

async function rewrapOnce(deps: Deps, vaultId: string, between: () => Promise<void>): Promise<Pass> {
  const secrets = await rewrapObjects(deps, secretNoun, vaultId, between);
  const keys = await rewrapObjects(deps, keyNoun, vaultId, between);
  return { wrapped: secrets.wrapped + keys.wrapped, altered: secrets.altered + keys.altered };
}

async function rewrapObjects<T extends ObjectTypes>(
  { committer, keyring }: Deps,
  noun: Noun<T>,
  vaultId: string,
  between: () => Promise<void>,
): Promise<Pass> {
  let wrapped = 0;
  let altered = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await committer.commit({ run: (tx) => rewrapPage({ tx, keyring }, noun, vaultId, after), entries: () => [] });
    wrapped += rows.filter(({ whole }) => whole).length;
    altered += rows.filter(({ whole }) => !whole).length;
    if (rows.length < mostTogether) return { wrapped, altered };
    after = rows.at(-1)?.version;
    await between();
  }
}

interface House {
  readonly tx: Tx;
  readonly keyring: Keyring;
}

/** @returns the versions of the page, and whether each was wrapped again: those that were altered are left as they are */
async function rewrapPage<T extends ObjectTypes>(house: House, noun: Noun<T>, vaultId: string, after: string | undefined) {
  const { tx } = house;
  const rows = await noun.store(tx).listWrappedBefore(vaultId, await newestOf(tx, vaultId), { after, limit: mostTogether });
  const seen: { readonly version: string; readonly whole: boolean }[] = [];
  for (const row of rows) seen.push({ version: row.version, whole: await rewrapRow(house, noun, row) });
  return seen;
}

/** Attributes stay, and with them the row's version. @returns false when the version is not as it was sealed */
async function rewrapRow<T extends ObjectTypes>({ tx, keyring }: House, noun: Noun<T>, before: T['version']): Promise<boolean> {
  const sealing = noun.sealingOf(before);
  if (!sealing) return false;
  const key = await findRewrapped({ tx, keyring }, sealing);
  if (!key) return false;
  const after = noun.withKey(before, key);
  await noun.store(tx).updateKey(before.version, key);
  await keyring.updateManifest(
    tx,
    noun.versionSet(before.vaultId),
    noun.manifestFields(keyring, before),
    noun.manifestFields(keyring, after),
  );
  return true;
}

async function findRewrapped({ tx, keyring }: House, { binding, key }: NonNullable<ReturnType<Noun<ObjectTypes>['sealingOf']>>) {
  try {
    return await keyring.rewrapValue(tx, binding, binding, key);
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
        for (const store of [tx.secrets, tx.keys]) {
          const left = await store.listWrappedBefore(vaultId, generation, { after: undefined, limit: 1 });
          if (left.length > 0) return { done: false };
        }
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

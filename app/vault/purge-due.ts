import type { Entry } from '../audit/entry.ts';
import { errorCodeOf } from '../contract/vault-error.ts';
import type { Committer } from '../operation/committer.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { keyNoun } from '../key/key-noun.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import { isOver, readJumps } from './clock-jump.ts';
import { destroyObject } from './destroy-object.ts';
import { destroyVault, isDestroyed } from './destroy-vault.ts';
import type { Noun } from './object-noun.ts';
import { checkObject } from './object-row.ts';
import type { ObjectRow, ObjectTypes } from './object-store.ts';
import { checkVault } from './vault.ts';
import type { Deletion, DuePage, VaultRow } from './vault-store.ts';

/** Looked up at once, and destroyed in one commit. */
const pageRows = 50;

interface Binned {
  readonly id: string;
  readonly deletion: Deletion | undefined;
}

export interface PurgeDeps {
  readonly keyring: Keyring;
  readonly committer: Committer;
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The house's clock. */
  readonly now: () => number;
  readonly entryOf: (job: JobEvent) => Entry;
  /** Ids of what could not be destroyed since the house was opened: their rows were altered. */
  readonly refused: Set<string>;
}

/** What a job did to a vault, or to something in it. */
export interface JobEvent {
  readonly operation: 'SecretPurge' | 'KeyPurge' | 'VaultPurge' | 'VaultKeyRotate' | 'KeyRotate' | 'KeyNearExpiry';
  readonly result: 'attempted' | 'succeeded' | 'failed';
  readonly code: string;
  readonly vault: Pick<VaultRow, 'name' | 'resourceGroup' | 'tier'>;
  /** Name of the object in the vault, where it is about one. */
  readonly name?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Who ends grants on what is destroyed because its day has come. */
const schedule = 'schedule';

/** Destroys the secrets, keys and vaults whose day has come, each with a record of its own. @returns whether more may be due */
export async function purgeDue(deps: PurgeDeps): Promise<boolean> {
  const { read, now, refused } = deps;
  const jumps = await read(readJumps);
  const isDue: IsDue = ({ id, deletion }) => !refused.has(id) && deletion !== undefined && isOver(deletion, jumps, now());
  const objects = [await purgeObjects(deps, secretNoun, isDue), await purgeObjects(deps, keyNoun, isDue)];
  const vaults = await findDue(async (page) => {
    const rows = await read((tx) => tx.vaults.listDue(now(), page));
    return { rows, due: rows.filter((row) => isDue(row) && !isDestroyed(row)) };
  });
  const purges = [...objects.flat(), ...vaults.map((row) => () => purgeVaultRow(deps, row))];
  await Promise.all(purges.map((one) => one()));
  return purges.length > 0;
}

type IsDue = (row: Binned) => boolean;

/** @returns what destroys each object of a kind that is due */
async function purgeObjects<T extends ObjectTypes>(deps: PurgeDeps, noun: Noun<T>, isDue: IsDue): Promise<(() => Promise<void>)[]> {
  const found = await findDue((page) =>
    deps.read(async (tx) => {
      const rows = await noun.store(tx).listDue(deps.now(), page);
      const due: T['row'][] = [];
      // What is left of a destroyed vault is swept out with it.
      for (const row of rows) if (isDue(row) && !(await isOfDestroyed(tx, row))) due.push(row);
      return { rows, due };
    }),
  );
  return found.map((row) => () => purgeObjectRow(deps, noun, row));
}

async function isOfDestroyed(tx: Tx, { vaultId }: ObjectRow): Promise<boolean> {
  const vault = await tx.vaults.findById(vaultId);
  return !vault || isDestroyed(vault);
}

/** The first that may be destroyed: any number can come before them whose day was postponed, or that were altered. */
async function findDue<R extends Binned>(look: (page: DuePage) => Promise<{ rows: R[]; due: R[] }>): Promise<R[]> {
  for (let after: DuePage['after']; ;) {
    const { rows, due } = await look({ after, limit: pageRows });
    const last = rows.at(-1);
    if (due.length > 0 || !last?.deletion || rows.length < pageRows) return due;
    after = { purgeOn: last.deletion.purgeOn, id: last.id };
  }
}

async function purgeObjectRow<T extends ObjectTypes>(deps: PurgeDeps, noun: Noun<T>, { id, vaultId, nameKey }: ObjectRow): Promise<void> {
  const { keyring } = deps;
  await purge(deps, { id, operation: noun.purge }, async (tx) => {
    const row = await noun.store(tx).find(vaultId, nameKey);
    const vault = await tx.vaults.findById(vaultId);
    // Recovered, purged by somebody, or gone with its vault meanwhile.
    if (row?.id !== id || !row.deletion || !vault || isDestroyed(vault)) return undefined;
    checkObject(noun, keyring, row);
    checkVault(keyring, vault);
    if (!isOver(row.deletion, await readJumps(tx), deps.now())) return undefined;
    await destroyObject(noun, { tx, keyring }, { vault, row }, { time: deps.now(), by: schedule });
    return { vault, name: row.name, deletion: row.deletion };
  });
}

async function purgeVaultRow(deps: PurgeDeps, { id }: VaultRow): Promise<void> {
  await purge(deps, { id, operation: 'VaultPurge' }, async (tx) => {
    const vault = await tx.vaults.findById(id);
    if (!vault?.deletion || isDestroyed(vault)) return undefined;
    checkVault(deps.keyring, vault);
    const { deletion } = vault;
    if (!isOver(deletion, await readJumps(tx), deps.now())) return undefined;
    await destroyVault(tx, deps.keyring, { ...vault, deletion }, { time: deps.now(), by: schedule });
    return { vault, deletion };
  });
}

type Purged = Pick<JobEvent, 'vault' | 'name'> & { readonly deletion: Deletion };

/** Destroys one thing and commits the record. What was altered stays where it is, for somebody to look at, and is told of once. */
async function purge(
  deps: PurgeDeps,
  { id, operation }: { readonly id: string; readonly operation: 'SecretPurge' | 'KeyPurge' | 'VaultPurge' },
  work: (tx: Tx) => Promise<Purged | undefined>,
): Promise<void> {
  const entries = (purged: Purged | undefined): Entry[] => {
    if (!purged) return [];
    const { deletion, ...what } = purged;
    const properties = { scheduled: 'true', deletedBy: deletion.by, purgeOn: new Date(deletion.purgeOn).toISOString() };
    return [deps.entryOf({ ...what, operation, result: 'succeeded', code: 'OK', properties })];
  };
  const failed = (error: unknown): Entry[] => {
    deps.refused.add(id);
    const vault = { name: '', resourceGroup: '', tier: 'standard' } as const;
    return [deps.entryOf({ operation, result: 'failed', code: errorCodeOf(error), vault, properties: { scheduled: 'true', id } })];
  };
  await deps.committer
    .commit({ run: work, entries: (outcome) => ('output' in outcome ? entries(outcome.output) : failed(outcome.error)) })
    .catch((error: unknown) => {
      if (!deps.refused.has(id)) throw error;
    });
}

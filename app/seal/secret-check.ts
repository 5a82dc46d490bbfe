import type { Read } from '../audit/audit-log.ts';
import { CancelledError, isVaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import { createRest } from '../operation/rest.ts';
import type { Tx } from '../operation/store.ts';
import { manifestFields } from '../secret/manifest-field.ts';
import { secretFields } from '../secret/secret-row.ts';
import type { SecretRow, SecretVersionRow } from '../secret/secret-store.ts';
import { isDestroyed } from '../vault/destroy-vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { headSet, secretSet } from './manifest.ts';

const pageRows = 200;
const pageVaults = 100;
/** After each page, so that what people ask for comes first: a million versions take some minutes. */
const restMs = 20;
/** A vault that is written to all the while is read in one snapshot after so many tries. */
const mostTries = 3;

/** What the check of rows reads with. `rest` passes between two pages; without it they follow at once. */
export interface RowReader {
  readonly keyring: Keyring;
  readonly read: Read;
  readonly signal: AbortSignal;
  readonly rest?: () => Promise<void>;
}

/** One of the two sets of a vault, and how its rows are read. */
interface VaultSet {
  readonly name: string;
  rows(reader: RowReader): AsyncIterable<RowFields>;
}

const setsOf = (vaultId: string): readonly VaultSet[] => [
  { name: secretSet(vaultId), rows: (reader) => versionsOf(reader, vaultId) },
  { name: headSet(vaultId), rows: (reader) => headsOf(reader, vaultId) },
];

/**
 * Whether the secrets of a vault and their versions add up to its manifests: none missing, doubled, older or with edited attributes.
 * Reads page by page, while the vault is in use.
 * @throws CancelledError when `signal` fires
 */
export async function isVaultWhole(reader: RowReader, vaultId: string): Promise<boolean> {
  for (const set of setsOf(vaultId)) if (!(await isSetWhole(reader, set))) return false;
  return true;
}

async function isSetWhole(reader: RowReader, set: VaultSet): Promise<boolean> {
  try {
    for (let attempt = 0; attempt < mostTries; attempt += 1) if (await checkInPages(reader, set)) return true;
    const { keyring, read } = reader;
    await read((tx) => keyring.checkManifest(tx, set.name, set.rows({ ...reader, read: (work) => work(tx) })));
    return true;
  } catch (error) {
    if (isVaultError(error, 'IntegrityViolation')) return false;
    throw error;
  }
}

/** @returns false when the set changed meanwhile, so that nothing is known. @throws VaultError IntegrityViolation */
async function checkInPages(reader: RowReader, set: VaultSet): Promise<boolean> {
  const { keyring, read } = reader;
  const before = await read((tx) => keyring.manifestSequence(tx, set.name));
  const tally = await keyring.tallyRows(set.name, set.rows(reader));
  return read(async (tx) => {
    if ((await keyring.manifestSequence(tx, set.name)) !== before) return false;
    await keyring.checkTally(tx, set.name, tally);
    return true;
  });
}

async function* versionsOf(reader: RowReader, vaultId: string): AsyncGenerator<RowFields> {
  const pages = paged(reader, (tx, last: SecretVersionRow | undefined) => tx.secrets.scan(vaultId, last?.version, pageRows));
  for await (const row of pages) yield manifestFields(reader.keyring, row);
}

async function* headsOf(reader: RowReader, vaultId: string): AsyncGenerator<RowFields> {
  const pages = paged(reader, (tx, last: SecretRow | undefined) => tx.secrets.scanHeads(vaultId, last?.nameKey, pageRows));
  for await (const row of pages) yield secretFields(row);
}

async function* paged<R>(
  { read, signal, rest }: RowReader,
  next: (tx: Tx, last: R | undefined) => Promise<readonly R[]>,
): AsyncGenerator<R> {
  let last: R | undefined;
  for (;;) {
    if (signal.aborted) throw new CancelledError();
    const page = await read((tx) => next(tx, last));
    yield* page;
    if (page.length < pageRows) return;
    last = page.at(-1);
    await rest?.();
  }
}

async function isThere(tx: Tx, { id }: VaultRow): Promise<boolean> {
  const vault = await tx.vaults.findById(id);
  return vault !== undefined && !isDestroyed(vault);
}

/** The vaults whose secrets do not add up, one after the other. @throws CancelledError when the signal fires */
export async function* findAlteredVaults(reader: RowReader): AsyncGenerator<VaultRow> {
  let after: string | undefined;
  for (;;) {
    const page = await reader.read((tx) => tx.vaults.list(after, pageVaults));
    for (const vault of page) {
      if (isDestroyed(vault) || (await isVaultWhole(reader, vault.id))) continue;
      // One that was purged meanwhile has no manifests any more.
      if (await reader.read((tx) => isThere(tx, vault))) yield vault;
    }
    if (page.length < pageVaults) return;
    after = page.at(-1)?.nameKey;
    await reader.rest?.();
  }
}

interface Deps {
  readonly keyring: Keyring;
  readonly read: Read;
  readonly clock: Pick<Clock, 'after'>;
  /** Told of each vault by its name. */
  readonly found: (vault: string) => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/** Checks the secrets of every vault once, in the background of an open house. */
export function startSecretCheck({ keyring, read, clock, found, report }: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = createRest(clock, signal);
  const check = async (): Promise<void> => {
    for await (const vault of findAlteredVaults({ keyring, read, signal, rest: () => rest(restMs) })) await found(vault.name);
  };
  const done = check().catch((error: unknown) => {
    if (!(error instanceof CancelledError)) report(error);
  });
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

import type { Read } from '../audit/audit-log.ts';
import { CancelledError, isVaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import { createRest } from '../operation/rest.ts';
import type { Tx } from '../operation/store.ts';
import { keyNoun } from '../key/key-noun.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import { isDestroyed } from '../vault/destroy-vault.ts';
import type { Noun } from '../vault/object-noun.ts';
import type { ObjectTypes } from '../vault/object-store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Keyring, RowFields } from './keyring.ts';

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

/** A set of a vault, and how its rows are read. */
interface VaultSet {
  readonly name: string;
  rows(reader: RowReader): AsyncIterable<RowFields>;
}

/** The two sets of a kind of object in a vault. */
const setsOf = <T extends ObjectTypes>(noun: Noun<T>, vaultId: string): readonly VaultSet[] => [
  { name: noun.versionSet(vaultId), rows: (reader) => versionsOf(reader, noun, vaultId) },
  { name: noun.headSet(vaultId), rows: (reader) => headsOf(reader, noun, vaultId) },
];

/**
 * Whether the objects of a kind in a vault and their versions add up to its manifests: none missing, doubled, older or with edited
 * attributes. Reads page by page, while the vault is in use.
 * @throws CancelledError when `signal` fires
 */
async function isWhole<T extends ObjectTypes>(reader: RowReader, noun: Noun<T>, vaultId: string): Promise<boolean> {
  for (const set of setsOf(noun, vaultId)) if (!(await isSetWhole(reader, set))) return false;
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

async function* versionsOf<T extends ObjectTypes>(reader: RowReader, noun: Noun<T>, vaultId: string): AsyncGenerator<RowFields> {
  const pages = paged(reader, (tx, last: T['version'] | undefined) => noun.store(tx).scan(vaultId, last?.version, pageRows));
  for await (const row of pages) yield noun.manifestFields(reader.keyring, row);
}

async function* headsOf<T extends ObjectTypes>(reader: RowReader, noun: Noun<T>, vaultId: string): AsyncGenerator<RowFields> {
  const pages = paged(reader, (tx, last: T['row'] | undefined) => noun.store(tx).scanHeads(vaultId, last?.nameKey, pageRows));
  for await (const row of pages) yield noun.fieldsOf(row);
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

/**
 * What in vaults does not add up, one after the other.
 * @returns what people read, such as `secrets of payroll`
 * @throws CancelledError when the signal fires
 */
export async function* findAlteredObjects(reader: RowReader): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const page = await reader.read((tx) => tx.vaults.list(after, pageVaults));
    for (const vault of page) {
      if (isDestroyed(vault)) continue;
      const altered = [
        ...((await isWhole(reader, secretNoun, vault.id)) ? [] : ['secrets']),
        ...((await isWhole(reader, keyNoun, vault.id)) ? [] : ['keys']),
      ];
      // One that was purged meanwhile has no manifests any more.
      if (altered.length > 0 && (await reader.read((tx) => isThere(tx, vault)))) yield* altered.map((kind) => `${kind} of ${vault.name}`);
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
  /** Told of what does not add up. @see findAlteredObjects */
  readonly found: (rows: string) => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/** Checks what every vault holds once, in the background of an open house. */
export function startObjectCheck({ keyring, read, clock, found, report }: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = createRest(clock, signal);
  const check = async (): Promise<void> => {
    for await (const rows of findAlteredObjects({ keyring, read, signal, rest: () => rest(restMs) })) await found(rows);
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

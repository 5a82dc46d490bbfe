import type { Read } from '../audit/audit-log.ts';
import { CancelledError, isVaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import { manifestFields } from '../secret/manifest-field.ts';
import { isDestroyed } from '../vault/destroy-vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { secretSet } from './manifest.ts';

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

/**
 * Whether the secrets of a vault add up to its manifest: none missing, doubled, older or with edited attributes. Reads page by page, while the vault is in use.
 * @throws CancelledError when `signal` fires
 */
export async function isVaultWhole(reader: RowReader, vaultId: string): Promise<boolean> {
  try {
    for (let attempt = 0; attempt < mostTries; attempt += 1) if (await checkInPages(reader, vaultId)) return true;
    const { keyring, read } = reader;
    await read((tx) => keyring.checkManifest(tx, secretSet(vaultId), versionsOf({ ...reader, read: (work) => work(tx) }, vaultId)));
    return true;
  } catch (error) {
    if (isVaultError(error, 'IntegrityViolation')) return false;
    throw error;
  }
}

/** @returns false when the set changed meanwhile, so that nothing is known. @throws VaultError IntegrityViolation */
async function checkInPages(reader: RowReader, vaultId: string): Promise<boolean> {
  const { keyring, read } = reader;
  const set = secretSet(vaultId);
  const before = await read((tx) => keyring.manifestSequence(tx, set));
  const tally = await keyring.tallyRows(set, versionsOf(reader, vaultId));
  return read(async (tx) => {
    if ((await keyring.manifestSequence(tx, set)) !== before) return false;
    await keyring.checkTally(tx, set, tally);
    return true;
  });
}

async function* versionsOf({ keyring, read, signal, rest }: RowReader, vaultId: string): AsyncGenerator<RowFields> {
  let after: string | undefined;
  for (;;) {
    if (signal.aborted) throw new CancelledError();
    const page = await read((tx) => tx.secrets.scan(vaultId, after, pageRows));
    for (const row of page) yield manifestFields(keyring, row);
    if (page.length < pageRows) return;
    after = page.at(-1)?.version;
    await rest?.();
  }
}

/** The vaults whose secrets do not add up, one after the other. @throws CancelledError when the signal fires */
export async function* findAlteredVaults(reader: RowReader): AsyncGenerator<VaultRow> {
  let after: string | undefined;
  for (;;) {
    const page = await reader.read((tx) => tx.vaults.list(after, pageVaults));
    for (const vault of page) if (!isDestroyed(vault) && !(await isVaultWhole(reader, vault.id))) yield vault;
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
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const over = (): void => {
        callOff();
        signal.removeEventListener('abort', over);
        resolve();
      };
      const callOff = clock.after(restMs, over);
      signal.addEventListener('abort', over);
    });
  const check = async (): Promise<void> => {
    for await (const vault of findAlteredVaults({ keyring, read, signal, rest })) await found(vault.name);
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

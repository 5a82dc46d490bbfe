import * as z from 'zod';
import { isVaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import type { Tx } from '../operation/store.ts';
import { createTurn } from '../operation/turn.ts';
import type { Crypto, SmallFile } from '../seal/crypto.ts';
import { toBase64Url } from '../contract/base64url.ts';
import type { AuditLog } from './audit-log.ts';
import type { Entry } from './entry.ts';
import { toEventEntry } from './event.ts';
import { beginJournal, extendJournal, readJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { RecordRow } from './record-store.ts';
import { sameBytes } from './tree.ts';

export interface JournalDeps {
  readonly file: SmallFile;
  readonly crypto: Pick<Crypto, 'random' | 'sha256'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Draws a UUID. */
  readonly newId: () => string;
}

/** What happened while there was no store to keep it in, until it becomes part of the log. */
export interface SealedJournal {
  /** Durable when it resolves. @throws VaultError StoreUnavailable */
  append(entries: readonly Entry[]): Promise<void>;
  /**
   * Appends to the log what is in the journal and not yet in the log, with a record that says so where it is damaged or was full.
   * The first append after an unlock.
   */
  drain(tx: Tx, audit: AuditLog): Promise<RecordRow[]>;
  /** Removes what `drain` took, after its commit; without it nothing is recorded twice. @throws VaultError StoreUnavailable */
  clear(): Promise<void>;
}

/** How much of which journal is in the log: a crash between commit and `clear` must not record it twice. */
const drained = z.object({ id: z.string(), entries: z.number().int(), counted: z.number().int(), damaged: z.boolean() });
type Drained = z.infer<typeof drained>;

const settingName = 'journal';

export function openJournal(deps: JournalDeps): SealedJournal {
  const { file, crypto } = deps;
  /** Each reads what the one before has written. */
  const inTurn = createTurn();
  let taken: Uint8Array | undefined;

  return {
    append: (entries) =>
      inTurn(async () => {
        const found = await readJournalFile(file);
        const start = found && found.length > 0 ? found : beginJournal(crypto.sha256, toBase64Url(crypto.random(16)));
        await file.replace(entries.reduce((bytes, entry) => extendJournal(crypto.sha256, bytes, entry), start));
      }),
    drain: (tx, audit) =>
      inTurn(async () => {
        taken = await readJournalFile(file);
        if (!taken) return [];
        const journal = readJournal(crypto.sha256, taken);
        const rows = await audit.append(tx, newEntries(deps, journal, await readDrained(tx, journal.id)));
        await tx.settings.put(settingName, JSON.stringify(drainedOf(journal)));
        return rows;
      }),
    clear: () =>
      inTurn(async () => {
        const found = await readJournalFile(file);
        // What was added since is left for the next unlock.
        if (found && taken && sameBytes(found, taken)) await file.remove();
        taken = undefined;
      }),
  };
}

/** A file too large to be read is not the house's own: it stands for one damaged line, and must not keep anybody out. */
export async function readJournalFile(file: SmallFile): Promise<Uint8Array | undefined> {
  try {
    return await file.read();
  } catch (error) {
    if (isVaultError(error, 'StoreDamaged')) return new TextEncoder().encode('unreadable\n');
    throw error;
  }
}

async function readDrained(tx: Tx, id: string): Promise<Drained> {
  const none = { id, entries: 0, counted: 0, damaged: false };
  const json = await tx.settings.find(settingName);
  if (json === undefined) return none;
  const before = drained.parse(JSON.parse(json));
  return before.id === id ? before : none;
}

const drainedOf = ({ id, entries, counted, damagedLine }: Journal): Drained => ({
  id,
  entries: entries.length,
  counted: counted?.count ?? 0,
  damaged: damagedLine !== undefined,
});

function newEntries(deps: JournalDeps, journal: Journal, before: Drained): Entry[] {
  const object = 'journal';
  const entries = journal.entries.slice(before.entries).map(asSealed);
  const { counted, damagedLine } = journal;
  if (counted && counted.count > before.counted) {
    const properties = { count: String(counted.count - before.counted), from: isoTime(counted.from), until: isoTime(counted.until) };
    entries.push(
      toEventEntry(deps, { operation: 'JournalOverflow', result: 'refused', status: 429, code: 'Throttled', object, properties }),
    );
  }
  if (damagedLine !== undefined && !before.damaged) {
    const properties = { line: String(damagedLine) };
    entries.push(
      toEventEntry(deps, { operation: 'JournalDamaged', result: 'failed', status: 500, code: 'IntegrityViolation', object, properties }),
    );
  }
  return entries;
}

/** Marked for ever as told by a file without a key. */
const asSealed = (entry: Entry): Entry => ({ ...entry, properties: { ...entry.properties, recordedWhile: 'sealed' } });

const isoTime = (time: number): string => new Date(time).toISOString();

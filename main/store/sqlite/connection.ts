import Database from 'better-sqlite3-multiple-ciphers';
import type * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { applySettings, assertSettings, type Setting } from './durable-setting.ts';
import { keyPages } from './page-cipher.ts';
import { isTaken, translateSqliteError } from './sqlite-error.ts';

export type Value = string | number | Uint8Array | null;
export type Parameters = readonly Value[] | Readonly<Record<string, Value>>;

/** What a port needs of a database. Everything that it throws is translated. */
export interface Sql {
  all<R>(row: z.ZodType<R>, text: string, parameters?: Parameters): R[];
  find<R>(row: z.ZodType<R>, text: string, parameters?: Parameters): R | undefined;
  /** @returns how many rows changed */
  run(text: string, parameters?: Parameters): number;
  /** The same for a write that may meet another row's key. @param taken what to throw then */
  change(text: string, parameters: Parameters, taken: () => VaultError): number;
  insert(table: string, values: Readonly<Record<string, Value>>, taken: () => VaultError): void;
  /** A write that nothing reads before `settle`: many of them at once are cheaper than one by one. */
  late(text: string, parameters: Parameters): void;
  /** Makes the late writes, which the commit does too. */
  settle(): void;
}

export interface Connection extends Sql {
  readonly database: Database;
  /** Throws SQLite's own errors: who ends a transaction must tell them apart. */
  execute(text: string): void;
}

export interface ConnectionPlan {
  readonly path: string;
  readonly readonly: boolean;
  readonly settings: readonly Setting[];
}

/**
 * Opens an existing file.
 * @param pageKey 32 bytes
 * @throws VaultError StoreDamaged (detail `key` when the first page does not open), StoreUnavailable; Error when a setting does not hold
 */
export function openConnection(plan: ConnectionPlan, pageKey: Uint8Array): Connection {
  let database: Database | undefined;
  try {
    database = new Database(plan.path, { readonly: plan.readonly, fileMustExist: true, timeout: 0 });
    keyPages(database, pageKey);
    // Reads the first page: a wrong key must be known before anything could be written.
    database.prepare('select count(*) from sqlite_schema').get([]);
    applySettings(database, plan.settings);
    assertSettings(database, plan.settings);
    return createConnection(database);
  } catch (error) {
    database?.close();
    throw translateSqliteError(error);
  }
}

/** Compiled statements that are kept: far more than the fixed texts, so that only filters of unusual shape are compiled again. */
const mostStatements = 400;

/** Statements are compiled once and kept, the oldest given up for the newest. */
export function createConnection(database: Database): Connection {
  const statements = new Map<string, Database.Statement<Parameters>>();
  const insertText = createInsertTexts();

  const prepare = (text: string): Database.Statement<Parameters> => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare<Parameters>(text);
    statements.set(text, statement);
    const oldest = statements.size > mostStatements ? statements.keys().next().value : undefined;
    if (oldest !== undefined) statements.delete(oldest);
    return statement;
  };

  const translated = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw translateSqliteError(error);
    }
  };

  const change: Sql['change'] = (text, parameters, taken) => {
    try {
      return prepare(text).run(parameters).changes;
    } catch (error) {
      throw isTaken(error) ? taken() : translateSqliteError(error);
    }
  };

  return {
    database,
    execute: (text) => {
      prepare(text).run([]);
    },
    all: (row, text, parameters = []) => translated(() => prepare(text).all(parameters)).map((found) => parseRow(row, found)),
    find: (row, text, parameters = []) => {
      const found = translated(() => prepare(text).get(parameters));
      return found === undefined ? undefined : parseRow(row, found);
    },
    run: (text, parameters = []) => translated(() => prepare(text).run(parameters).changes),
    late: (text, parameters) => void translated(() => prepare(text).run(parameters)),
    settle: () => undefined,
    change,
    insert: (table, values, taken) => {
      change(insertText(table, Object.keys(values)), Object.values(values), taken);
    },
  };
}

interface Insert {
  readonly columns: readonly string[];
  readonly text: string;
}

/** The texts of inserts, by table, each made once: the columns of a table are nearly always the same. */
function createInsertTexts(): (table: string, columns: readonly string[]) => string {
  const known = new Map<string, Insert>();
  return (table, columns) => {
    const last = known.get(table);
    if (last && isSame(last.columns, columns)) return last.text;
    const text = `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
    known.set(table, { columns, text });
    return text;
  };
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name, at) => name === b[at]);

function parseRow<R>(row: z.ZodType<R>, found: unknown): R {
  const parsed = row.safeParse(found);
  if (!parsed.success) throw new VaultError('StoreDamaged', { detail: 'row' });
  return parsed.data;
}

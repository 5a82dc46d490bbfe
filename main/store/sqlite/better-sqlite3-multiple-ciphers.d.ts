// The package keeps its own types from being found (its `exports` name none); this is the part that the store uses, rows unknown.
declare module 'better-sqlite3-multiple-ciphers' {
  namespace Database {
    interface Statement<P> {
      readonly reader: boolean;
      run(parameters: P): { changes: number; lastInsertRowid: number | bigint };
      get(parameters: P): unknown;
      all(parameters: P): unknown[];
      iterate(parameters: P): IterableIterator<unknown>;
    }
  }

  class SqliteError extends Error {
    readonly code: string;
  }

  class Database {
    static readonly SqliteError: typeof SqliteError;
    constructor(path: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number });
    readonly open: boolean;
    readonly inTransaction: boolean;
    prepare<P = readonly unknown[]>(text: string): Database.Statement<P>;
    exec(text: string): this;
    pragma(text: string, options?: { simple?: boolean }): unknown;
    key(key: Uint8Array): number;
    close(): this;
  }

  export default Database;
}

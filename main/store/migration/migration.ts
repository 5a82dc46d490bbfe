import type { ColumnDataType, CreateTableBuilder, Expression, Kysely } from 'kysely';

/** How one database spells what the schema needs. Texts are UTF-8, flags are 0 or 1, times are milliseconds since 1970. */
export interface Dialect {
  readonly bytes: ColumnDataType | Expression<unknown>;
  /** Whole numbers up to 2^53. */
  readonly whole: ColumnDataType | Expression<unknown>;
  /** 64-bit floating point. */
  readonly double: ColumnDataType | Expression<unknown>;
  /** Makes the database check types, where it has to be told. */
  readonly strict: <T extends string, C extends string>(table: CreateTableBuilder<T, C>) => CreateTableBuilder<T, C>;
  /** From tokens to the secrets of the index that have them. */
  readonly inverted: {
    create(db: Kysely<unknown>): Promise<void>;
    /** @param tokens of letters and digits, with spaces between them */
    add(db: Kysely<unknown>, id: number, tokens: string): Promise<void>;
  };
}

/** One step of the schema. Never edited once released: a change is a new step. */
export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  readonly name: string;
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>;
}

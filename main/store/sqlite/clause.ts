import type { Value } from './connection.ts';

/** A piece of SQL with the values of its places. */
export interface Clause {
  readonly text: string;
  readonly values: readonly Value[];
}

export const and = (clauses: readonly Clause[]): Clause => ({
  text: clauses.length === 0 ? 'true' : clauses.map((clause) => `(${clause.text})`).join(' and '),
  values: clauses.flatMap((clause) => clause.values),
});

/** A condition with one place. */
export const pin = (text: string, value: Value): Clause => ({ text, values: [value] });

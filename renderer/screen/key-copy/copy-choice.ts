import type { CopyRow } from '../../../app/contract/key-copy.ts';

/** So many keys can be chosen against the rest. */
export const mostExceptions = 5000;

/** What is made, as the run takes it. */
export interface CopyChoice {
  readonly taken: 'skip' | 'version';
  /** Names of which the other thing is done. */
  readonly except: ReadonlySet<string>;
}

export const firstChoice: CopyChoice = { taken: 'skip', except: new Set() };

/** Whether something can be chosen about a key. */
export const isFree = ({ status }: CopyRow): boolean => status === 'new' || status === 'unseen' || status === 'taken';

/** Whether a key is made by a run. */
export const isMade = (row: CopyRow, { taken, except }: CopyChoice): boolean =>
  isFree(row) && (row.status === 'taken' ? taken === 'version' : row.usual) !== except.has(row.name);

/** The choice with one key made or left. */
export function withRow(choice: CopyChoice, row: CopyRow, made: boolean): CopyChoice {
  if (!isFree(row) || isMade(row, choice) === made) return choice;
  const except = new Set(choice.except);
  if (!except.delete(row.name)) except.add(row.name);
  return { ...choice, except };
}

/** The choice with one thing done to all names that are taken. */
export function withTaken({ except }: CopyChoice, rows: readonly CopyRow[], taken: CopyChoice['taken']): CopyChoice {
  const names = new Set(rows.filter(({ status }) => status === 'taken').map(({ name }) => name));
  return { taken, except: new Set([...except].filter((name) => !names.has(name))) };
}

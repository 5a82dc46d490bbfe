import type { ImportChoice, ImportRow, ImportStatus } from '../contract/import.ts';
import { alike, markOf } from './alike.ts';
import { createFoundTable, type Found } from './found-table.ts';

/** What a row would do, and did. */
export interface PlannedRow {
  /** From 0, in the order of the file. */
  readonly row: number;
  readonly name: string;
  /** Why it can't be written, whatever else there is: what the file says, or what it is called. */
  problem: string | undefined;
  status: ImportStatus;
  reason: string | undefined;
  choice: ImportChoice;
  found: Found | undefined;
  /** Of a name in the recycle bin. */
  bin: { readonly purgeOn: number; readonly purgeProtected: boolean } | undefined;
  outcome: ImportRow['outcome'];
  outcomeCode: string | undefined;
}

/** What is known of every row without looking at its name. */
export type RowState = Pick<PlannedRow, 'row' | 'status' | 'choice' | 'outcome'>;

/**
 * The plan of a file with many rows, packed: ten bytes a row, and 36 more where a secret of its name is there already. Names are not in it:
 * the file has them.
 */
export interface PlanTable {
  readonly length: number;
  /** What is known of a row. A change to it counts once it is put. */
  get(row: number): PlannedRow;
  put(row: PlannedRow): void;
  /** The same for what is known without its name, which is much less work for many rows. */
  state(row: number): RowState;
  choose(row: number, choice: ImportChoice): void;
  /** Forgets what became of rows that were not written. @returns how many those are */
  forgetOutcomes(): number;
  /** Takes a row as nobody has looked at it. @param name what it is called, where the file has it @param problem why it can't be written */
  begin(row: number, name: string, problem: string | undefined): void;
  /** Calls a row what the file does not call it. */
  rename(row: number, name: string): void;
  /** Rows of a name, which has no case, in their order; those that can't be written are none of them. */
  ofName(name: string): number[];
  /** Rows that share a name with another one, by name. */
  shared(): Iterable<readonly number[]>;
  /** Rows of which this holds, each looked at when its turn comes. */
  where(holds: (state: RowState) => boolean): Iterable<number>;
}

const statuses = ['new', 'changed', 'same', 'exists', 'deleted', 'refused'] as const satisfies readonly ImportStatus[];
const choices = ['write', 'skip', 'recover', 'purge'] as const satisfies readonly ImportChoice[];
const outcomes = [undefined, 'written', 'skipped', 'refused'] as const satisfies readonly ImportRow['outcome'][];

/** What a packed row takes up, beside what is found of its name. */
export const planRowBytes = 10;

/** @param named what the file calls a row, as a name */
export function createPlanTable(length: number, named: (row: number) => string): PlanTable {
  const states = packStates(length);
  const names = new Map<number, string>();
  const bins = new Map<number, PlannedRow['bin']>();
  const found = createFoundTable(length);
  /** Of each name, which is looked at itself only where this is the same. */
  const marks = new Uint32Array(length);

  const nameOf = (row: number): string => names.get(row) ?? named(row);
  const keyOf = (row: number): string | undefined => (states.isWritable(row) ? nameOf(row).toLowerCase() : undefined);

  function put({ row, ...rest }: PlannedRow): void {
    states.put(row, rest);
    if (rest.bin) bins.set(row, rest.bin);
    else bins.delete(row);
    found.put(row, rest.found);
  }

  return {
    ...states,
    length,
    put,
    get: (row) => ({
      ...states.state(row),
      ...states.reasons(row),
      name: nameOf(row),
      found: found.get(row),
      bin: bins.get(row),
    }),
    begin(row, name, problem) {
      names.delete(row);
      marks[row] = markOf(name.toLowerCase());
      const fresh = { status: 'refused', choice: 'skip', outcome: undefined, outcomeCode: undefined } as const;
      put({ row, name, problem, reason: problem ?? 'name', ...fresh, found: undefined, bin: undefined });
    },
    rename(row, name) {
      names.set(row, name);
      marks[row] = markOf(name.toLowerCase());
    },
    ofName(name) {
      const key = name.toLowerCase();
      const mark = markOf(key);
      const rows: number[] = [];
      for (let row = marks.indexOf(mark); row >= 0; row = marks.indexOf(mark, row + 1)) if (keyOf(row) === key) rows.push(row);
      return rows;
    },
    shared: () => alike(marks, keyOf),
    *where(holds) {
      for (let row = 0; row < length; row += 1) if (holds(states.state(row))) yield row;
    },
  };
}

type Packed = Pick<PlannedRow, 'status' | 'choice' | 'outcome' | 'problem' | 'reason' | 'outcomeCode'>;

/** Six bytes a row. */
function packStates(length: number) {
  const codes = createCodes();
  const column = (first: number) => new Uint8Array(length).fill(first);
  const status = column(statuses.indexOf('refused'));
  const choice = column(choices.indexOf('skip'));
  const outcome = column(0);
  const problem = column(codes.numberOf('name'));
  const reason = column(codes.numberOf('name'));
  const outcomeCode = column(0);
  return {
    isWritable: (row: number): boolean => problem[row] === 0,
    state: (row: number): RowState => ({
      row,
      status: statuses[status[row] ?? 0] ?? 'refused',
      choice: choices[choice[row] ?? 0] ?? 'skip',
      outcome: outcomes[outcome[row] ?? 0],
    }),
    reasons: (row: number) => ({
      problem: codes.textOf(problem[row]),
      reason: codes.textOf(reason[row]),
      outcomeCode: codes.textOf(outcomeCode[row]),
    }),
    put(row: number, state: Packed): void {
      status[row] = statuses.indexOf(state.status);
      choice[row] = choices.indexOf(state.choice);
      outcome[row] = outcomes.indexOf(state.outcome);
      problem[row] = codes.numberOf(state.problem);
      reason[row] = codes.numberOf(state.reason);
      outcomeCode[row] = codes.numberOf(state.outcomeCode);
    },
    choose: (row: number, chosen: ImportChoice) => void (choice[row] = choices.indexOf(chosen)),
    forgetOutcomes(): number {
      const written = outcomes.indexOf('written');
      let left = 0;
      for (let row = 0; row < length; row += 1) {
        if (outcome[row] === written) continue;
        outcome[row] = outcomeCode[row] = 0;
        left += 1;
      }
      return left;
    },
  };
}

/** Texts of which there are few, by numbers that a byte holds; 0 is none. */
function createCodes() {
  const texts: (string | undefined)[] = [undefined];
  return {
    textOf: (number: number | undefined): string | undefined => texts[number ?? 0],
    numberOf(text: string | undefined): number {
      const known = texts.indexOf(text);
      if (known >= 0) return known;
      if (texts.length > 255) throw new Error('there are not so many reasons');
      return texts.push(text) - 1;
    },
  };
}

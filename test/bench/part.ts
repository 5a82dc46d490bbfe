/** Something that `npm run bench` measures: what against what, side by side in one run. */
export interface Part {
  /** As the command line names it. */
  readonly name: string;
  /** One sentence: what against what. */
  readonly measures: string;
  /** @throws SkipError when this machine cannot measure it */
  run(bench: Bench): Promise<void>;
}

/** What a part is given. */
export interface Bench {
  /** A folder of this part's own, on the disk that is measured; removed afterwards. */
  readonly folder: string;
  /** Counted rounds; one more goes before them and is thrown away. */
  readonly rounds: number;
  /** How many secrets there are, one house after the other. */
  readonly sizes: readonly number[];
  table(table: Table): void;
  note(text: string): void;
}

export interface Table {
  readonly title: string;
  /** Heads of the columns; the first is text, the others are numbers. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something is not on this machine; its message says what. */
export class SkipError extends Error {}

/** Rows as they are committed, kept from one transaction to the next until one of their kind is written. */
export interface CommittedMemory {
  /** What a transaction may use of it; to be asked as it begins. */
  begin(): CommittedSight;
}

/** What one transaction sees of rows that are committed. */
export interface CommittedSight {
  of(kind: string): CommittedRows;
  /** To be called when the transaction is over, however it ended. */
  end(): void;
}

export interface CommittedRows {
  /** By what they were read by; undefined where the transaction may see others than these. */
  rows(): Map<string, unknown> | undefined;
  /** Called before the transaction writes the kind: until it is over nobody uses what was read of it. */
  withhold(): void;
}

interface Shelf {
  rows: Map<string, unknown>;
  /** Counts what may have changed the rows: who began before sees an older state. */
  age: number;
  writers: number;
}

export function createCommittedMemory(): CommittedMemory {
  const shelves = new Map<string, Shelf>();

  function shelfOf(kind: string): Shelf {
    const shelf = shelves.get(kind) ?? { rows: new Map(), age: 0, writers: 0 };
    shelves.set(kind, shelf);
    return shelf;
  }

  return {
    begin() {
      const written = new Set<Shelf>();
      return {
        of(kind) {
          const shelf = shelfOf(kind);
          const { age, writers } = shelf;
          const isCurrent = (): boolean => writers === 0 && shelf.age === age;
          return {
            rows: () => (isCurrent() ? shelf.rows : undefined),
            withhold() {
              if (written.has(shelf)) return;
              written.add(shelf);
              turn(shelf, 1);
            },
          };
        },
        end() {
          for (const shelf of written) turn(shelf, -1);
          written.clear();
        },
      };
    },
  };
}

function turn(shelf: Shelf, writers: 1 | -1): void {
  shelf.rows = new Map();
  shelf.age += 1;
  shelf.writers += writers;
}

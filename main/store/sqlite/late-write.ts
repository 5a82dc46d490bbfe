import type { Parameters } from './connection.ts';

/** Writes of a transaction that are put off until something reads what they change, or until the commit. */
export interface LateWrites {
  add(text: string, parameters: Parameters): void;
  /** Makes what was put off, in order. */
  settle(): void;
  /** @returns to be called once everything since now was rolled back: what was put off before is then put off still */
  mark(): () => void;
}

export function createLateWrites(run: (text: string, parameters: Parameters) => void): LateWrites {
  const writes: { readonly text: string; readonly parameters: Parameters }[] = [];
  let made = 0;
  return {
    add: (text, parameters) => void writes.push({ text, parameters }),
    settle() {
      for (const { text, parameters } of writes.slice(made)) {
        run(text, parameters);
        made += 1;
      }
    },
    mark() {
      const before = { length: writes.length, made };
      return () => {
        writes.length = before.length;
        made = before.made;
      };
    },
  };
}

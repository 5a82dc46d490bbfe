import type { Verdict } from '../contract/log.ts';

export type Fault = Verdict['faults'][number];

/** Most faults that a verdict names; the last one says how many more there are. */
export const mostFaults = 100;

/** Collects faults in constant memory. */
export interface FaultList {
  add(fault: Fault): void;
  /** First place first. */
  list(): Fault[];
}

export function createFaultList(): FaultList {
  const faults: Fault[] = [];
  let passedOver = 0;
  return {
    add(fault) {
      if (faults.length < mostFaults) faults.push(fault);
      else passedOver += 1;
    },
    list() {
      const sorted = faults.toSorted((a, b) => a.sequence - b.sequence);
      const last = sorted.at(-1);
      if (passedOver === 0 || !last) return sorted;
      return [...sorted.slice(0, -1), { ...last, detail: `${last.detail} ${passedOver} more faults were found and are not listed.` }];
    },
  };
}

import type { Clock } from '../operation/clock.ts';
import type { UsageRow } from './usage-store.ts';

/** One request of a vault, as it ended. */
export interface Metered {
  readonly vault: string;
  readonly operation: string;
  /** HTTP status. */
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface VaultMeter {
  readonly vault: string;
  readonly answered: number;
  readonly throttled: number;
}

/** Counts what is asked of vaults through the endpoint. */
export interface Meter {
  note(metered: Metered): void;
  /** Of the last ten seconds, the busiest vaults first. */
  recent(): VaultMeter[];
  /** What was counted and not taken yet. */
  pending(): UsageRow[];
  /** Hands over what is pending, to be written. @returns also a function that takes it back where that failed */
  take(): { readonly rows: readonly UsageRow[]; readonly giveBack: () => void };
}

const dayMs = 86_400_000;
const seconds = 10;
/** Vaults that are told of at the most. */
const mostVaults = 100;

/** Midnight UTC of a time. */
export const dayOf = (time: number): number => Math.floor(time / dayMs) * dayMs;

/** Kinds of counts, and vaults, that are kept at the most: anybody may ask for names that nobody has. */
const mostKinds = 20_000;

type Count = { -readonly [K in keyof UsageRow]: UsageRow[K] };

export function createMeter(clock: Pick<Clock, 'ticks'>): Meter {
  let counts = new Map<string, Count>();
  const wheel = createWheel(clock);
  const add = ({ day, vault, operation, answered, refused }: UsageRow): void => {
    // Names of vaults and operations hold no space.
    const key = `${day} ${operation} ${vault}`;
    const known = counts.get(key);
    if (known) {
      known.answered += answered;
      known.refused += refused;
    } else if (counts.size < mostKinds) {
      counts.set(key, { day, vault, operation, answered, refused });
    }
  };
  return {
    note({ vault: name, operation, status, time }) {
      const vault = name.toLowerCase();
      wheel.note(vault, status === 429);
      const refused = isRefused(status) ? 1 : 0;
      add({ day: dayOf(time), vault, operation, answered: 1 - refused, refused });
    },
    recent: wheel.recent,
    pending: () => Array.from(counts.values(), (count) => ({ ...count })),
    take() {
      const taken = [...counts.values()];
      counts = new Map();
      return { rows: taken, giveBack: () => taken.forEach(add) };
    },
  };
}

const isRefused = (status: number): boolean => status === 401 || status === 403 || status === 429;

interface Spoke {
  readonly second: number;
  answered: number;
  throttled: number;
}

/** One spoke a second and vault; those that are older than ten seconds count no more. */
function createWheel(clock: Pick<Clock, 'ticks'>) {
  const wheels = new Map<string, Spoke[]>();
  const now = (): number => Math.floor(clock.ticks() / 1000);
  const fresh = (spokes: readonly Spoke[]): Spoke[] => spokes.filter(({ second }) => second > now() - seconds);
  return {
    note(vault: string, throttled: boolean): void {
      const spokes = wheels.get(vault) ?? [];
      if (spokes.length === 0 && wheels.size >= mostKinds) return;
      const last = spokes.at(-1);
      const spoke = last?.second === now() ? last : { second: now(), answered: 0, throttled: 0 };
      if (throttled) spoke.throttled += 1;
      else spoke.answered += 1;
      if (spoke !== last) wheels.set(vault, [...fresh(spokes), spoke]);
    },
    recent(): VaultMeter[] {
      const meters: VaultMeter[] = [];
      for (const [vault, all] of wheels) {
        const spokes = fresh(all);
        if (spokes.length === 0) wheels.delete(vault);
        else meters.push({ vault, answered: sum(spokes, 'answered'), throttled: sum(spokes, 'throttled') });
      }
      return meters.toSorted((a, b) => b.answered + b.throttled - a.answered - a.throttled).slice(0, mostVaults);
    },
  };
}

const sum = (spokes: readonly Spoke[], of: 'answered' | 'throttled'): number => spokes.reduce((total, spoke) => total + spoke[of], 0);

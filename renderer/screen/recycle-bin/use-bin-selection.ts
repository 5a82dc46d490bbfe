import { useMemo, useState } from 'react';
import type { Selection } from '../../../app/contract/bulk.ts';
import { useToast } from '../../component/toast.tsx';
import type { SelectAll } from '../../component/table-head.tsx';
import type { RowSelection } from '../../component/use-list-keys.ts';
import type { BinEntry } from './bin-entry.ts';
import { toBinQuery, type BinFilter } from './bin-filter.ts';

/** Secrets that can be named one by one; more of them only as everything that the filter finds. */
const mostNamed = 1000;

type Named = ReadonlyMap<string, { readonly vault: string; readonly name: string }>;
const none: Named = new Map();

const namedOf = (entries: readonly BinEntry[]): Named =>
  new Map(entries.filter((it) => it.kind === 'secret').map(({ key, vault, name }) => [key, { vault, name }]));

interface Listed {
  readonly entries: readonly BinEntry[];
  readonly filter: BinFilter;
  /** Secrets that fit the filter, in all. */
  readonly secretCount: number;
}

const oneByOne = {
  key: 'Keys are recovered and purged one by one: open it.',
  vault: 'Vaults are recovered and purged one by one: open it.',
} as const;

/** Which secrets of the bin are selected. Keys and vaults are recovered and purged one by one. */
export function useBinSelection({ entries, filter, secretCount }: Listed) {
  const say = useToast();
  const of = JSON.stringify(filter);
  const [state, setState] = useState<{ of: string; all: boolean; named: Named }>({ of, all: false, named: none });
  const { all, named } = state.of === of ? state : { all: false, named: none };
  const set = (next: { all: boolean; named: Named }) => {
    if (next.named.size <= mostNamed) return setState({ of, ...next });
    return say({ kind: 'notice', text: 'At most 1,000 secrets can be selected one by one. The box at the head selects everything.' });
  };
  const count = all ? secretCount : named.size;
  const clear = () => set({ all: false, named: none });
  const toggle = (index: number) => {
    const entry = entries[index];
    if (entry && entry.kind !== 'secret') return say({ kind: 'notice', text: oneByOne[entry.kind] });
    if (!entry) return undefined;
    const next = new Map(all ? namedOf(entries) : named);
    if (!next.delete(entry.key)) next.set(entry.key, { vault: entry.vault, name: entry.name });
    return set({ all: false, named: next });
  };
  const rows: RowSelection<BinEntry> = {
    has: (entry) => entry.kind === 'secret' && (all || named.has(entry.key)),
    toggle,
    extend: (from, to) => set({ all: false, named: namedOf(entries.slice(Math.min(from, to), Math.max(from, to) + 1)) }),
    clear: () => {
      clear();
      return count > 0;
    },
  };
  const selectAll: SelectAll = {
    state: all ? 'all' : named.size > 0 ? 'some' : 'none',
    onToggle: count > 0 ? clear : () => set({ all: true, named: none }),
  };
  const selection = useMemo((): Selection | undefined => {
    if (all) return { query: toBinQuery(filter) };
    return named.size === 0 ? undefined : { items: [...named.values()] };
  }, [all, named, filter]);
  return { count, selection, rows, selectAll, clear };
}

import { useMemo, useState } from 'react';
import type { Selection } from '../../../app/contract/bulk.ts';
import type { SecretHit } from '../../../app/contract/search.ts';
import { useToast } from '../../component/toast.tsx';
import type { RowSelection } from '../../component/use-list-keys.ts';
import type { SelectAll } from '../../component/table-head.tsx';
import { hitKey, type SecretPages } from './use-secret-page.ts';

/** Secrets that can be named one by one; more of them only as everything that a list shows. */
const mostNamed = 1000;

type Named = ReadonlyMap<string, { readonly vault: string; readonly name: string }>;

const none: Named = new Map();
const namedOf = (hits: readonly SecretHit[]): [string, { vault: string; name: string }][] =>
  hits.map(({ vault, name }) => [hitKey({ vault, name }), { vault, name }]);

/** What is selected in a list of secrets. */
export interface SecretSelection {
  readonly count: number;
  /** Whether `count` is the least that there are. */
  readonly atLeast: boolean;
  readonly all: boolean;
  /** As the contract has it; undefined while nothing is selected. */
  readonly selection: Selection | undefined;
  readonly rows: RowSelection<SecretHit>;
  readonly selectAll: SelectAll;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** Rows chosen one by one, or everything that the list shows. Another list has another selection. */
export function useSelection({ shown, rows, total, read }: SecretPages): SecretSelection {
  const say = useToast();
  const of = JSON.stringify(shown.query);
  const [state, setState] = useState<{ of: string; all: boolean; named: Named }>({ of, all: false, named: none });
  const { all, named } = state.of === of ? state : { all: false, named: none };
  const set = (next: { all: boolean; named: Named }) => setState({ of, ...next });
  const count = all ? (total?.count ?? 0) : named.size;

  const tooMany = () =>
    say({ kind: 'notice', text: 'At most 1,000 secrets can be selected one by one. Ctrl+A selects everything that the list shows.' });
  const name = (next: Named) => (next.size > mostNamed ? tooMany() : set({ all: false, named: next }));
  const toggle = async (index: number) => {
    const hit = rows.itemAt(index);
    if (!hit) return;
    if (all && count > mostNamed) {
      say({ kind: 'notice', text: 'Everything in the list is selected. Narrow the list by a filter to leave something out.' });
      return;
    }
    const next = new Map(all ? namedOf(await read(0, count)) : named);
    if (!next.delete(hitKey(hit))) next.set(hitKey(hit), { vault: hit.vault, name: hit.name });
    name(next);
  };
  const extend = async (from: number, to: number) => {
    const [first, end] = [Math.min(from, to), Math.max(from, to) + 1];
    if (end - first > mostNamed) tooMany();
    else name(new Map(namedOf(await read(first, end))));
  };
  const clear = () => set({ all: false, named: none });
  const chooseAll = () => set({ all: true, named: none });
  const rowSelection: RowSelection<SecretHit> = {
    has: (hit) => all || named.has(hitKey(hit)),
    toggle: (index) => void toggle(index),
    extend: (from, to) => void extend(from, to),
    clear: () => {
      clear();
      return count > 0;
    },
  };
  const selection = useMemo((): Selection | undefined => {
    if (all) return { query: shown.query };
    return named.size === 0 ? undefined : { items: [...named.values()] };
  }, [all, named, shown.query]);
  return {
    count,
    atLeast: all && (total?.atLeast ?? false),
    all,
    selection,
    rows: rowSelection,
    selectAll: { state: all ? 'all' : named.size > 0 ? 'some' : 'none', onToggle: count > 0 ? clear : chooseAll },
    chooseAll,
    clear,
  };
}

import { useState } from 'react';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import type { SelectAll } from '../../component/table-head.tsx';
import { useToast } from '../../component/toast.tsx';
import type { RowSelection } from '../../component/use-list-keys.ts';
import { type KeyName, nameKey } from './use-key-place.ts';

/** Keys that can be selected at a time. */
const most = 1000;

const none: ReadonlyMap<string, KeyName> = new Map();

/** What is selected in a list of keys: rows chosen one by one, of those that were loaded. @param of another list has another selection */
export function useKeySelection(items: readonly KeyHit[] = [], of: string) {
  const say = useToast();
  const [state, setState] = useState({ of, named: none });
  const named = state.of === of ? state.named : none;
  const choose = (next: ReadonlyMap<string, KeyName>) => {
    if (next.size > most) say({ kind: 'notice', text: 'At most 1,000 keys can be selected.' });
    else setState({ of, named: next });
  };
  const entryOf = ({ vault, name }: KeyName) => [nameKey({ vault, name }), { vault, name }] as const;
  const toggle = (index: number) => {
    const key = items[index];
    if (!key) return;
    const next = new Map(named);
    if (!next.delete(nameKey(key))) next.set(...entryOf(key));
    choose(next);
  };
  const clear = () => setState({ of, named: none });
  const rows: RowSelection<KeyHit> = {
    has: (key) => named.has(nameKey(key)),
    toggle,
    extend: (from, to) => choose(new Map(items.slice(Math.min(from, to), Math.max(from, to) + 1).map(entryOf))),
    clear: () => {
      clear();
      return named.size > 0;
    },
  };
  const isAll = named.size > 0 && named.size === items.length;
  const selectAll: SelectAll = {
    state: isAll ? 'all' : named.size > 0 ? 'some' : 'none',
    onToggle: named.size > 0 ? clear : () => choose(new Map(items.map(entryOf))),
  };
  return { keys: [...named.values()], rows, selectAll, clear };
}

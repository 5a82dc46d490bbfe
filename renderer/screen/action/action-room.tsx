import { createContext, useContext, useState, type ReactNode } from 'react';
import { useShellState } from '../../api/shell-context.tsx';
import { useFoundShortcut } from '../../component/shortcut.ts';
import { useToast } from '../../component/toast.tsx';
import { createActionStore, type ActionStore } from './action-store.ts';
import { keysOf } from './catalogue.ts';

const ActionContext = createContext<ActionStore | undefined>(undefined);

export function useActionStore(): ActionStore {
  const store = useContext(ActionContext);
  if (!store) throw new Error('useActionStore outside ActionRoom');
  return store;
}

/** Where actions are offered; their keys act in the whole window. What can't be done now says why. */
export function ActionRoom({ children }: { children: ReactNode }) {
  const [store] = useState(createActionStore);
  const { letterKeys = true } = useShellState().preference;
  const say = useToast();
  useFoundShortcut((keys) => {
    const offer = store.list().find(({ id }) => keysOf(id) === keys);
    const { unavailable, onRefused } = offer ?? {};
    return unavailable === undefined ? offer?.run : (onRefused ?? (() => say({ kind: 'notice', text: unavailable })));
  }, letterKeys);
  return <ActionContext value={store}>{children}</ActionContext>;
}

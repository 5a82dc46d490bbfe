import { useShellState } from '../../api/shell-context.tsx';
import { useShortcut } from '../../component/shortcut.ts';

/** Has `N` begin something new in this place, unless single letters are turned off. */
export function useNewKey(begin: () => void): void {
  const { letterKeys = true } = useShellState().preference;
  useShortcut({ n: begin }, letterKeys);
}

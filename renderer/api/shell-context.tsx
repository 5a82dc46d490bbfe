import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Shell, ShellCommand, ShellState } from './shell.ts';

/** The shell around the page, for everything under the provider. */
export const ShellContext = createContext<Shell | undefined>(undefined);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell outside ShellContext');
  return shell;
}

/** What the shell told, kept current: preference, why the last page ended, whether the engine left. */
export function useShellState(): ShellState {
  const shell = useShell();
  return useSyncExternalStore(shell.subscribe, shell.state);
}

/** Runs `act` when the person asked for something by the shell's menu or keys. Give a stable function. */
export function useShellCommand(act: (command: ShellCommand) => void): void {
  const shell = useShell();
  useEffect(() => shell.onCommand(act), [shell, act]);
}

import { defaultPreference, type Departure, type FromShell, type Preference, type ToShell } from '../../app/contract/bridge.ts';

export type ShellCommand = Extract<FromShell, { kind: 'command' }>['command'];

/** What the shell told this page so far. */
export interface ShellState {
  /** Whether the shell has answered; until then `preference` is the default. */
  readonly welcomed: boolean;
  readonly preference: Preference;
  /** Why the page before this one ended, when it did not end by the person's leave. */
  readonly after: Departure | undefined;
  /** Set once the engine of this page is gone. */
  readonly departure: Departure | undefined;
}

/** The shell around the page: how the window looks, that the engine left, and what menu or keys asked for. */
export interface Shell {
  readonly state: () => ShellState;
  /** Tells of every change of `state`. @returns a function that stops it */
  subscribe(changed: () => void): () => void;
  /** Shows the change at once and has the shell keep it. */
  setPreference(change: Partial<Preference>): void;
  /** @returns a function that stops it */
  onCommand(listener: (command: ShellCommand) => void): () => void;
}

/** A shell, and what feeds it: messages that are not the engine's. */
export function createShell(post: (message: ToShell) => void): { shell: Shell; receive: (message: FromShell) => void } {
  let state: ShellState = { welcomed: false, preference: defaultPreference, after: undefined, departure: undefined };
  const subscribers = new Set<() => void>();
  const listeners = new Set<(command: ShellCommand) => void>();
  const change = (next: Partial<ShellState>) => {
    state = { ...state, ...next };
    for (const changed of subscribers) changed();
  };
  const shell: Shell = {
    state: () => state,
    subscribe: (changed) => enrol(subscribers, changed),
    setPreference: (part) => {
      change({ preference: { ...state.preference, ...part } });
      post({ kind: 'preference', preference: state.preference });
    },
    onCommand: (listener) => enrol(listeners, listener),
  };
  const receive = (message: FromShell) => {
    switch (message.kind) {
      case 'welcome':
        return change({ welcomed: true, preference: message.preference, after: message.after });
      case 'departed':
        return change({ departure: message.departure });
      case 'command':
        return listeners.forEach((listener) => listener(message.command));
      case 'engine':
        return undefined;
    }
  };
  return { shell, receive };
}

function enrol<T>(members: Set<T>, member: T): () => void {
  members.add(member);
  return () => void members.delete(member);
}

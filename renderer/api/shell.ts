import { defaultPreference, type Departure, type FromShell, type Preference, type ToShell } from '../../app/contract/bridge.ts';
import type { ClipboardMark, ClipboardOutcome } from '../../app/contract/clipboard.ts';
import type { GoneReason } from './engine-gone.ts';

export type ShellCommand = Extract<FromShell, { kind: 'command' }>['command'];

/** Why the engine cannot work here: a code of the closed list where it is one, and a sentence. */
export type Refusal = NonNullable<Extract<FromShell, { kind: 'departed' }>['refusal']>;

/** What the shell told this page so far. */
export interface ShellState {
  /** Whether the shell has answered; until then `preference` is the default. */
  readonly welcomed: boolean;
  readonly preference: Preference;
  /** Why the page before this one ended, when it did not end by the person's leave. */
  readonly after: Departure | undefined;
  /** Set once the engine of this page is gone, or the way to it broke. */
  readonly departure: GoneReason | undefined;
  /** Why no engine follows the one that is gone. */
  readonly refusal: Refusal | undefined;
}

/** The shell around the page: how the window looks, that the engine left, and what menu or keys asked for. */
export interface Shell {
  readonly state: () => ShellState;
  /** Tells of every change of `state`. @returns a function that stops it */
  readonly subscribe: (changed: () => void) => () => void;
  /** Shows the change at once and has the shell keep it. */
  setPreference(change: Partial<Preference>): void;
  /**
   * A value was put on the clipboard: the shell takes it off after `clearAfterMs` (0: now), or when the page ends before that, unless
   * something else is there by then. Said again with the same mark, the time begins anew.
   */
  copied(clearAfterMs: number, mark: ClipboardMark): void;
  /** Hears when a value's time on the clipboard is over. @returns a function that stops it */
  onClipboard(listener: (outcome: ClipboardOutcome) => void): () => void;
  /** @returns a function that stops it */
  onCommand(listener: (command: ShellCommand) => void): () => void;
}

/** What the shell says of itself. */
type Word = Extract<FromShell, { kind: 'welcome' | 'command' | 'clipboard' }>;

/** A shell, and what feeds it: what it said, and that the engine is gone. */
export function createShell(post: (message: ToShell) => void): {
  shell: Shell;
  receive: (word: Word) => void;
  depart: (reason: GoneReason, refusal?: Refusal) => void;
} {
  let state: ShellState = { welcomed: false, preference: defaultPreference, after: undefined, departure: undefined, refusal: undefined };
  const subscribers = new Set<() => void>();
  const listeners = new Set<(command: ShellCommand) => void>();
  const waiting = new Set<(outcome: ClipboardOutcome) => void>();
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
    copied: (clearAfterMs, mark) => post({ kind: 'copied', clearAfterMs, mark }),
    onClipboard: (listener) => enrol(waiting, listener),
    onCommand: (listener) => enrol(listeners, listener),
  };
  const receive = (word: Word) => {
    if (word.kind === 'welcome') change({ welcomed: true, preference: word.preference, after: word.after });
    else if (word.kind === 'command') listeners.forEach((listener) => listener(word.command));
    else waiting.forEach((listener) => listener(word.outcome));
  };
  return { shell, receive, depart: (departure, refusal) => change({ departure, refusal }) };
}

function enrol<T>(members: Set<T>, member: T): () => void {
  members.add(member);
  return () => void members.delete(member);
}

import { useCallback, useEffect, useRef, useState } from 'react';

/** How long a value stays in the open. */
export const revealMs = 10_000;

/** A press longer than this is a hold: the value hides when it is let go. */
const holdMs = 500;

export type RevealState =
  | { readonly kind: 'masked' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly value: Uint8Array; readonly until: number }
  | { readonly kind: 'failed'; readonly error: unknown };

const masked: RevealState = { kind: 'masked' };

export interface Reveal {
  readonly state: RevealState;
  hide(): void;
  /** Begins the time anew, for who needs longer. */
  extend(): void;
  /** A pointer goes down on the button: the value shows while it is held. */
  press(): void;
  /** The pointer is let go, or leaves the button. */
  release(left: boolean): void;
  /** A click, which after a press is only its end. */
  click(): void;
}

/**
 * Shows a value for a moment: while it is held, or ten seconds after a click. It hides when the window loses focus or is covered.
 * The bytes are zeroed as soon as it hides.
 * @param load asks the engine; must stay the same function as long as it is about the same value
 */
export function useReveal(load: (signal: AbortSignal) => Promise<Uint8Array>): Reveal {
  const [state, setState] = useState<RevealState>(masked);
  const asked = useRef<AbortController>(undefined);
  const held = useRef<Uint8Array>(undefined);
  const pressedOn = useRef<number>(undefined);

  const hide = useCallback(() => {
    asked.current?.abort();
    asked.current = undefined;
    held.current?.fill(0);
    held.current = undefined;
    setState(masked);
  }, []);

  const show = useCallback(() => {
    hide();
    const ask = new AbortController();
    asked.current = ask;
    setState({ kind: 'loading' });
    load(ask.signal).then(
      (value) => {
        if (ask.signal.aborted) return void value.fill(0);
        held.current = value;
        setState({ kind: 'shown', value, until: Date.now() + revealMs });
      },
      (error: unknown) => {
        if (!ask.signal.aborted) setState({ kind: 'failed', error });
      },
    );
  }, [hide, load]);

  const extend = useCallback(() => setState((it) => (it.kind === 'shown' ? { ...it, until: Date.now() + revealMs } : it)), []);
  const press = useCallback(() => {
    pressedOn.current = Date.now();
    show();
  }, [show]);
  const release = useCallback(
    (left: boolean) => {
      if (pressedOn.current !== undefined && Date.now() - pressedOn.current > holdMs) hide();
      if (left) pressedOn.current = undefined;
    },
    [hide],
  );
  const isShown = state.kind === 'shown';
  const click = useCallback(() => {
    const endsPress = pressedOn.current !== undefined;
    pressedOn.current = undefined;
    if (!endsPress) (isShown ? hide : show)();
  }, [isShown, hide, show]);

  useEffect(() => hide, [hide, load]);
  useHideWhenUnwatched(state.kind === 'shown' || state.kind === 'loading', hide);
  useHideAt(state.kind === 'shown' ? state.until : undefined, hide);

  return { state, hide, extend, press, release, click };
}

function useHideAt(until: number | undefined, hide: () => void): void {
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(hide, until - Date.now());
    return () => clearTimeout(timer);
  }, [until, hide]);
}

function useHideWhenUnwatched(watched: boolean, hide: () => void): void {
  useEffect(() => {
    if (!watched) return undefined;
    const leave = () => document.visibilityState === 'hidden' && hide();
    window.addEventListener('blur', hide);
    window.addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('blur', hide);
      window.removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [watched, hide]);
}

import { createContext, useContext } from 'react';
import type { MeaningKind } from './meaning.tsx';

export interface Toast {
  readonly text: string;
  readonly kind?: MeaningKind;
  /** Takes back what was just done. */
  readonly undo?: () => void;
}

export type Say = (toast: Toast) => void;

export const ToastContext = createContext<Say | undefined>(undefined);

/** Says what one just did, for a moment, at the foot of the window. */
export function useToast(): Say {
  const say = useContext(ToastContext);
  if (!say) throw new Error('useToast outside ToastRoom');
  return say;
}

/** Takes every toast away. */
export const ToastClearContext = createContext<() => void>(() => undefined);

/** The way to take back what one did last, while its toast is there. */
export const UndoContext = createContext<(() => void) | undefined>(undefined);

/** Takes back what one did last and its toast offers to; undefined while there is nothing. */
export const useLatestUndo = (): (() => void) | undefined => useContext(UndoContext);

import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useAction, type ActionProps } from '../action/use-action.ts';
import type { PaletteItem } from './palette-item.ts';
import { Palette } from './palette.tsx';

/** The command palette, and what opens it. */
export function usePalette(): { palette: ReactNode; offer: ActionProps } {
  const [open, setOpen] = useState(false);
  const offer = useAction('window.palette', { run: () => setOpen(true) });
  const choose = (item: PaletteItem) => {
    // Gone at once: what is chosen finds the focus where it was before.
    flushSync(() => setOpen(false));
    (item.onRefused ?? item.run)();
  };
  return { palette: open && <Palette onClose={() => setOpen(false)} onChoose={choose} />, offer };
}

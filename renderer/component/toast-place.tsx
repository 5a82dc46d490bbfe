import Box from '@mui/material/Box';
import { createContext, useContext, type RefCallback } from 'react';

/** Takes a place where messages can stand; the one that came last has them. */
export const ToastPlaceContext = createContext<RefCallback<HTMLElement> | undefined>(undefined);

const common = { display: 'flex', gap: 2, '& > *': { maxWidth: 480 } } as const;

/** What lies over everything may cover what it is about: only where nothing else has a place for messages. */
const over = { ...common, position: 'fixed', left: 16, bottom: 44, zIndex: 'snackbar', flexDirection: 'column' } as const;

/** In the order of the page, and without height while there is no message. */
const within = {
  ...common,
  flexWrap: 'wrap',
  flexShrink: 0,
  alignItems: 'center',
  '&:not(:empty)': { p: '8px 16px', borderTop: 1, borderColor: 'line.main' },
} as const;

/**
 * Where messages stand, as a live region that readers hear without losing their place. What covers the window has one of its own inside,
 * because nothing else can be reached or heard by then.
 * @param props.over whether it lies over the window instead of taking room in it
 */
export function ToastPlace({ over: isOver = false }: { over?: boolean }) {
  return <Box ref={useContext(ToastPlaceContext)} role="status" aria-live="polite" sx={isOver ? over : within} />;
}

import Box from '@mui/material/Box';
import { createContext, useContext, type RefCallback } from 'react';

/** Takes a place where messages can stand; the one that came last has them. */
export const ToastPlaceContext = createContext<RefCallback<HTMLElement> | undefined>(undefined);

/**
 * Where messages stand: at the foot of the window, as a live region that readers hear without losing their place. What covers the window
 * has one of its own inside, because nothing else can be reached or heard by then.
 */
export function ToastPlace() {
  return (
    <Box
      ref={useContext(ToastPlaceContext)}
      role="status"
      aria-live="polite"
      sx={{
        position: 'fixed',
        left: 16,
        bottom: 44,
        zIndex: 'snackbar',
        display: 'flex',
        flexDirection: 'column',
        gap: 2,
        maxWidth: 480,
      }}
    />
  );
}

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface SettingRowProps {
  name: string;
  /** How it stands. */
  state: ReactNode;
  /** What that means. */
  children: ReactNode;
  action?: ReactNode;
}

/** One setting: how it stands, what that means, and the way to change it. */
export function SettingRow({ name, state, children, action }: SettingRowProps) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'flex-start', gap: 3, py: 2, '& + &': { borderTop: 1, borderColor: 'line.main' } }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box>
          {name}: {state}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.tertiary', maxWidth: '72ch' }}>{children}</Box>
      </Box>
      {action}
    </Box>
  );
}

/** Settings, one under the other. */
export function SettingRows({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {children}
    </Box>
  );
}

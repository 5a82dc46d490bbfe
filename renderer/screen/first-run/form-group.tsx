import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Fields that belong together, under their caption. */
export function FormGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Box component="legend" sx={{ p: 0, mb: 3, fontWeight: 600, typography: 'h5' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

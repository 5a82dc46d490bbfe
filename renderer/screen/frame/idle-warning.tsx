import Box from '@mui/material/Box';
import { Meaning } from '../../component/meaning.tsx';

/** Says that the window is about to lock; any input takes it away. */
export function IdleWarning({ left }: { left: number | undefined }) {
  return (
    <Box role="status" sx={{ position: 'fixed', right: 16, bottom: 44, zIndex: 'snackbar' }}>
      {left !== undefined && (
        <Box sx={{ p: '8px 12px', border: 1, borderColor: 'line.strong', borderRadius: 1.5, bgcolor: 'background.raised' }}>
          <Meaning kind="warning">
            Locks in <span aria-hidden="true">{left} s</span>
            <Box component="span" sx={{ color: 'text.primary' }}>
              {' '}
              for want of input. Press any key to stay.
            </Box>
          </Meaning>
        </Box>
      )}
    </Box>
  );
}

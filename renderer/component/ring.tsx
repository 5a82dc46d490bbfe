import Box from '@mui/material/Box';

const radius = 7;
const around = 2 * Math.PI * radius;

/** Time left, as a ring that empties. @param left 1 for all, 0 for none */
export function Ring({ left }: { left: number }) {
  return (
    <Box component="svg" viewBox="0 0 18 18" aria-hidden="true" sx={{ width: 18, height: 18, transform: 'rotate(-90deg)', flexShrink: 0 }}>
      <Box component="circle" cx="9" cy="9" r={radius} fill="none" sx={{ stroke: 'var(--sr-palette-line-main)' }} strokeWidth="2.5" />
      <Box
        component="circle"
        cx="9"
        cy="9"
        r={radius}
        fill="none"
        strokeWidth="2.5"
        strokeDasharray={around}
        strokeDashoffset={around * (1 - left)}
        sx={{ stroke: 'var(--sr-palette-primary-main)' }}
      />
    </Box>
  );
}

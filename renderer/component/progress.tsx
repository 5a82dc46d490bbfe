import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';

interface ProgressProps {
  label: string;
  /** How far it has come, of `total`; absent while the total isn't known. */
  done?: number | undefined;
  total?: number | undefined;
}

/** How far long work has come, by count. */
export function Progress({ label, done, total }: ProgressProps) {
  const known = done !== undefined && total !== undefined && total > 0;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <span>{label}</span>
        {known && (
          <Typography component="span" data-figures sx={{ color: 'text.tertiary' }}>
            {done.toLocaleString('en')} of {total.toLocaleString('en')}
          </Typography>
        )}
      </Box>
      <LinearProgress
        aria-label={label}
        variant={known ? 'determinate' : 'indeterminate'}
        {...(known ? { value: Math.min(100, (done / total) * 100) } : {})}
      />
    </Box>
  );
}

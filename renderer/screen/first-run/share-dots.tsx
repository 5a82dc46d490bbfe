import Box from '@mui/material/Box';

/** `count` shares as dots, the ones needed filled: a picture beside words that say the same. */
export function ShareDots({ count, threshold }: { count: number; threshold: number }) {
  return (
    <Box component="span" aria-hidden sx={{ display: 'inline-flex', gap: 1.5, alignItems: 'center' }}>
      {Array.from({ length: count }, (_, at) => (
        <Box
          component="span"
          key={at}
          sx={{
            width: 12,
            height: 12,
            borderRadius: '50%',
            border: '2px solid',
            borderColor: 'primary.main',
            bgcolor: at < threshold ? 'primary.main' : 'transparent',
          }}
        />
      ))}
    </Box>
  );
}

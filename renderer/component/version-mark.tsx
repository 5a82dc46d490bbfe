import Box from '@mui/material/Box';

/** A word that tells one from the others. */
export function WordTag({ word }: { word: string }) {
  return (
    <Box sx={{ typography: 'caption', color: 'primary.main', border: 1, borderColor: 'primary.main', borderRadius: 1, px: 1.5 }}>
      {word}
    </Box>
  );
}

/** A version as a dot on the line from new to old. */
export function VersionDot({ current, last }: { current: boolean; last: boolean }) {
  return (
    <Box aria-hidden="true" sx={{ position: 'absolute', left: 0, top: 0, bottom: 0, width: 12 }}>
      {!last && <Box sx={{ position: 'absolute', left: 5, top: 20, bottom: -12, width: 2, bgcolor: 'line.strong' }} />}
      <Box
        sx={{
          position: 'absolute',
          left: 1,
          top: 11,
          width: 10,
          height: 10,
          borderRadius: '50%',
          border: 2,
          borderColor: 'primary.main',
          backgroundColor: current ? 'primary.main' : 'background.paper',
        }}
      />
    </Box>
  );
}

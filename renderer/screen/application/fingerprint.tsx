import Typography from '@mui/material/Typography';
import { groupedText } from './application-text.ts';

/** A fingerprint in groups, to be read out and compared. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <Typography component="span" variant="mono" data-selectable sx={{ overflowWrap: 'anywhere' }}>
      {groupedText(value)}
    </Typography>
  );
}

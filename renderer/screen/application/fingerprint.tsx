import Typography from '@mui/material/Typography';
import { fingerprintText } from '../../component/fingerprint-text.ts';

/** A fingerprint to be read out, and compared with what other programs show. @param value base64url */
export function Fingerprint({ value }: { value: string }) {
  return (
    <Typography component="span" variant="mono" data-selectable sx={{ overflowWrap: 'anywhere' }}>
      {fingerprintText(value)}
    </Typography>
  );
}

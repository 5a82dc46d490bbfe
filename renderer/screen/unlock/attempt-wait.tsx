import Typography from '@mui/material/Typography';
import { Heard } from '../../component/heard.tsx';
import { spellSeconds } from './use-countdown.ts';

/**
 * When the next attempt is allowed. The eye sees every second; who listens hears it once, and once more when the time is over.
 * @param left seconds, 0 when an attempt is allowed
 * @param waited whether there was a wait at all
 */
export function AttemptWait({ left, waited, first }: { left: number; waited: boolean; first: number }) {
  return (
    <>
      <Heard role="status">{left > 0 ? `The next attempt is possible in ${spellSeconds(first)}.` : waited ? 'You can try again now.' : ''}</Heard>
      {left > 0 && (
        <Typography aria-hidden data-figures sx={{ color: 'warning.main', fontWeight: 500 }}>
          Next attempt in {spellSeconds(left)}
        </Typography>
      )}
    </>
  );
}

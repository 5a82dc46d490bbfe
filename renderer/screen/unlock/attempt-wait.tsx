import Typography from '@mui/material/Typography';
import { Heard } from '../../component/heard.tsx';
import { spellSeconds } from './use-countdown.ts';

/**
 * When the next attempt is allowed. The eye sees every second; who listens hears it once, and once more when the time is over.
 * @param left seconds, 0 when an attempt is allowed
 * @param waited seconds that the wait had when it began, 0 when there was none
 */
export function AttemptWait({ left, waited }: { left: number; waited: number }) {
  const heard = left > 0 ? `The next attempt is possible in ${spellSeconds(waited)}.` : waited > 0 ? 'You can try again now.' : '';
  return (
    <>
      <Heard role="status">{heard}</Heard>
      {left > 0 && (
        <Typography aria-hidden="true" data-figures sx={{ color: 'warning.main', fontWeight: 500 }}>
          Next attempt in {spellSeconds(left)}
        </Typography>
      )}
    </>
  );
}

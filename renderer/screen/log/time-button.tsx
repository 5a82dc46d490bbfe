import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { DateTimeField, fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { FieldError } from '../../component/field.tsx';
import { timeText } from './log-condition.ts';
import { stretches, type Stretch } from './log-place.ts';
import type { LogTime } from './use-log-place.ts';

const stretchName: Readonly<Record<Stretch, string>> = {
  '15m': 'last 15 minutes',
  '1h': 'last hour',
  '4h': 'last 4 hours',
  '1d': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};

/** Up to the end of the minute that was entered. */
const restOfMinuteMs = 59_999;

interface TimeButtonProps {
  time: LogTime;
  onTime: (time: LogTime) => void;
}

/** The stretch of time that is shown: one that ends now, or one with two ends. */
export function TimeButton({ time, onTime }: TimeButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (next: LogTime) => {
    setAnchor(null);
    onTime(next);
  };
  return (
    <>
      <Button
        startIcon={<IconClock />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ flexShrink: 0, whiteSpace: 'nowrap' }}
      >
        <Box component="span" sx={{ color: 'text.tertiary', mr: 1 }}>
          time
        </Box>
        <Box component="span" sx={{ fontWeight: 600 }} data-figures>
          {time.last === undefined ? timeText(time) : stretchName[time.last]}
        </Box>
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Time', sx: { mt: 1, p: 4, width: 420, display: 'flex', gap: 5 } } }}
      >
        <Presets time={time} onTime={choose} />
        <Absolute time={time} onTime={choose} />
      </Popover>
    </>
  );
}

function Presets({ time, onTime }: TimeButtonProps) {
  const none = time.last === undefined && time.from === undefined && time.until === undefined;
  return (
    <Box role="group" aria-label="Up to now" sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
      {stretches.map((stretch) => (
        <Button
          key={stretch}
          variant="text"
          autoFocus={stretch === (time.last ?? '1h')}
          aria-pressed={time.last === stretch}
          onClick={() => onTime({ last: stretch })}
          sx={{ textTransform: 'none', fontWeight: time.last === stretch ? 600 : 400 }}
        >
          {stretchName[stretch]}
        </Button>
      ))}
      <Button variant="text" aria-pressed={none} onClick={() => onTime({})} sx={{ fontWeight: none ? 600 : 400 }}>
        all time
      </Button>
    </Box>
  );
}

function Absolute({ time, onTime }: TimeButtonProps) {
  const [from, setFrom] = useState(() => toLocalText(time.from));
  const [until, setUntil] = useState(() => toLocalText(time.until));
  const [wrong, setWrong] = useState(false);
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    const [first, last] = [fromLocalText(from), fromLocalText(until)];
    const backwards = first !== undefined && last !== undefined && last < first;
    setWrong(backwards);
    if (!backwards) onTime({ from: first, until: last === undefined ? undefined : last + restOfMinuteMs });
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ flex: 1, display: 'flex', flexDirection: 'column', gap: 3 }}>
      <DateTimeField label="From" hint="The beginning of the log." value={from} onChange={setFrom} />
      <DateTimeField label="Until" hint="Now, and what comes." value={until} onChange={setUntil} />
      {wrong && <FieldError>It ends before it begins.</FieldError>}
      <Button type="submit" variant="contained" color="primary">
        Show this time
      </Button>
    </Box>
  );
}

import Box from '@mui/material/Box';
import { expiryState } from '../../component/expiry-state.ts';
import { useNow } from '../../component/now.ts';

const dayMs = 86_400_000;

interface DaysLeftProps {
  deletedOn: number;
  purgeOn: number;
}

const colour = { expired: 'danger.main', near: 'danger.main', soon: 'warning.main', fine: 'ok.main' } as const;

/** How long something stays in the bin, in words. */
export function daysLeftText(purgeOn: number, now: number): string {
  if (purgeOn <= now) return 'any moment';
  if (purgeOn - now < dayMs) return 'less than a day';
  // What was just deleted stays for all its days.
  const days = Math.round((purgeOn - now) / dayMs);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How much of its time in the bin is left, as a bar that empties, with the words. */
export function DaysLeft({ deletedOn, purgeOn }: DaysLeftProps) {
  const now = useNow();
  const part = Math.min(1, Math.max(0, (purgeOn - now) / Math.max(1, purgeOn - deletedOn)));
  return (
    <Box component="span" data-figures sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, verticalAlign: 'middle' }}>
      <Box component="span" aria-hidden="true" sx={{ width: 56, height: 6, borderRadius: '3px', bgcolor: 'line.main', overflow: 'hidden' }}>
        <Box
          component="span"
          sx={{ display: 'block', height: '100%', width: `${part * 100}%`, bgcolor: colour[expiryState(purgeOn, now)] }}
        />
      </Box>
      <span>{daysLeftText(purgeOn, now)}</span>
    </Box>
  );
}

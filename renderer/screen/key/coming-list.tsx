import Box from '@mui/material/Box';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { dayText } from '../../component/moment-text.ts';
import type { Coming } from './rotation.ts';

/** What is to come, one date under the other on a line. */
export function ComingList({ coming }: { coming: readonly Coming[] }) {
  const now = useNow();
  return (
    <Box component="ol" aria-label="Coming dates" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {coming.map(({ on, what }, at) => (
        <Box component="li" key={what} sx={{ position: 'relative', display: 'flex', gap: 3, pl: 5, minHeight: 26, alignItems: 'center' }}>
          <Box
            aria-hidden="true"
            sx={{
              position: 'absolute',
              left: 1,
              top: 8,
              width: 10,
              height: 10,
              borderRadius: '50%',
              border: 2,
              borderColor: 'primary.main',
            }}
          />
          {at < coming.length - 1 && (
            <Box aria-hidden="true" sx={{ position: 'absolute', left: 5, top: 18, bottom: -8, width: 2, bgcolor: 'line.strong' }} />
          )}
          <Box data-figures sx={{ width: 104, flexShrink: 0, color: 'text.secondary' }}>
            {on <= now ? 'now' : dayText(on)}
          </Box>
          <Box>
            {what}
            {on > now && on - now < 7 * 86_400_000 && (
              <>
                , <Moment time={on} />
              </>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

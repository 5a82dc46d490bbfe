import Box from '@mui/material/Box';
import { IconAlertCircle, IconBan, IconCircleCheck, IconProgress, type Icon } from '@tabler/icons-react';
import type { Result } from '../../../app/contract/log.ts';

export const resultWord: Record<Result, string> = { succeeded: 'Succeeded', refused: 'Refused', failed: 'Failed', attempted: 'Attempted' };

const look: Record<Result, { icon: Icon; color: string }> = {
  succeeded: { icon: IconCircleCheck, color: 'ok.main' },
  refused: { icon: IconBan, color: 'warning.main' },
  failed: { icon: IconAlertCircle, color: 'danger.main' },
  attempted: { icon: IconProgress, color: 'notice.main' },
};

/** How it ended: glyph, word and colour. What went well stays quiet in a list. */
export function ResultMark({ result, quiet = false }: { result: Result; quiet?: boolean }) {
  const { icon: Sign, color } = look[result];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1.5,
        color,
        verticalAlign: 'middle',
        '& .tabler-icon': { width: 16, height: 16 },
      }}
    >
      <Sign aria-hidden="true" />
      <Box component="span" sx={quiet && result === 'succeeded' ? { color: 'text.secondary' } : {}}>
        {resultWord[result]}
      </Box>
    </Box>
  );
}

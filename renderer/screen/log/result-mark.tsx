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

interface ResultMarkProps {
  result: Result;
  /** In a list: what went well stays quiet. */
  quiet?: boolean;
  /** In a chooser: the word has the colour of the text around it. */
  quietWord?: boolean;
}

/** How it ended: glyph, word and colour. */
export function ResultMark({ result, quiet = false, quietWord = false }: ResultMarkProps) {
  const { icon: Sign, color } = look[result];
  return (
    <Box
      component="span"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        color,
        '& .tabler-icon': { width: 16, height: 16 },
      }}
    >
      <Sign aria-hidden="true" />
      <Box component="span" sx={quietWord ? { color: 'text.primary' } : quiet && result === 'succeeded' ? { color: 'text.secondary' } : {}}>
        {resultWord[result]}
      </Box>
    </Box>
  );
}

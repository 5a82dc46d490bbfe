import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconPlayerPlay } from '@tabler/icons-react';
import { errorText } from '../../api/error-text.ts';
import { Banner } from '../../component/banner.tsx';

/** Something that should go on by itself stopped: what, why, and the way to go on. The rows already there stay. */
export function Interrupted({ error, what, onAgain }: { error: unknown; what: string; onAgain: () => void }) {
  const text = errorText(error);
  return (
    <Box sx={{ p: 2, borderBottom: 1, borderColor: 'line.main' }}>
      <Banner kind="warning" action={<Button onClick={onAgain}>Try again</Button>}>
        {what} {text && `${text.title} ${text.whatToDo}`}
      </Banner>
    </Box>
  );
}

interface PausedPillProps {
  paused: boolean;
  count: number;
  /** More came than is kept: the list is read anew. */
  overflowed: boolean;
  onResume: () => void;
}

/** That new records wait while older ones are looked at, and how many; pressing it goes on. */
export function PausedPill({ paused, count, overflowed, onResume }: PausedPillProps) {
  const news = overflowed ? 'many new' : `${count.toLocaleString('en')} new`;
  return (
    <Box
      role="status"
      sx={{ position: 'absolute', top: 40, left: 0, right: 0, display: 'flex', justifyContent: 'center', pointerEvents: 'none', zIndex: 2 }}
    >
      {paused && (
        <Button
          variant="contained"
          color="primary"
          startIcon={<IconPlayerPlay aria-hidden="true" />}
          onClick={onResume}
          sx={{ pointerEvents: 'auto', borderRadius: 4, minHeight: 28 }}
        >
          Paused: {news}. Resume
        </Button>
      )}
    </Box>
  );
}

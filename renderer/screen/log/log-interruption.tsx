import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconArrowUp } from '@tabler/icons-react';
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

/** How many records came while older ones are looked at; pressing it shows them. */
export function NewPill({ count, overflowed, onShow }: { count: number; overflowed: boolean; onShow: () => void }) {
  const shown = count > 0 || overflowed;
  const text = overflowed ? 'Many new' : `${count.toLocaleString('en')} new`;
  return (
    <Box
      sx={{ position: 'absolute', top: 40, left: 0, right: 0, display: 'flex', justifyContent: 'center', pointerEvents: 'none', zIndex: 2 }}
    >
      {shown && (
        <Button
          variant="contained"
          color="primary"
          startIcon={<IconArrowUp aria-hidden="true" />}
          onClick={onShow}
          sx={{ pointerEvents: 'auto', borderRadius: 4, minHeight: 28 }}
        >
          {text}
        </Button>
      )}
    </Box>
  );
}

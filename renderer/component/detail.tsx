import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { IconAction } from './icon-action.tsx';
import { useNarrow } from './narrow.ts';

interface DetailProps {
  title: ReactNode;
  /** Under the title: the id or URI, a state. */
  subtitle?: ReactNode;
  /** The title takes focus when this turns true or the subject changes. */
  takesFocus: boolean;
  /** What tells one subject from the next. */
  subject: string;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What was chosen in a list, whole. Esc closes it. */
export function Detail({ title, subtitle, takesFocus, subject, actions, onClose, children }: DetailProps) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const narrow = useNarrow();
  useEffect(() => {
    if (takesFocus || narrow) heading.current?.focus();
  }, [takesFocus, narrow, subject]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      onKeyDown={press}
      sx={{ display: 'flex', flexDirection: 'column', height: '100%', bgcolor: 'background.paper' }}
    >
      <Box
        component="header"
        sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, p: '12px 12px 12px 16px', borderBottom: 1, borderColor: 'line.main' }}
      >
        {narrow && (
          <IconAction label="Back to the list" onClick={onClose}>
            <IconArrowLeft />
          </IconAction>
        )}
        <Box sx={{ flex: 1, minWidth: 0, pt: 1.25 }}>
          <Typography
            id={titleId}
            variant="h2"
            component={narrow ? 'h1' : 'h2'}
            ref={heading}
            tabIndex={-1}
            sx={{ overflowWrap: 'anywhere' }}
          >
            {title}
          </Typography>
          {subtitle}
        </Box>
        {actions}
        {!narrow && (
          <IconAction label="Close" onClick={onClose}>
            <IconX />
          </IconAction>
        )}
      </Box>
      <Box sx={{ flex: 1, overflow: 'auto', px: 4, pb: 6 }} tabIndex={-1}>
        <Box sx={{ maxWidth: 800 }}>{children}</Box>
      </Box>
    </Box>
  );
}

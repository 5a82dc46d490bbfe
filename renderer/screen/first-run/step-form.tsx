import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useRef, type SyntheticEvent, type ReactNode } from 'react';
import { ActionButton } from '../../component/action-button.tsx';

interface StepFormProps {
  onBack?: (() => void) | undefined;
  /** Goes on; returns whether the step was in order. The first field that is not takes the focus. */
  onNext: () => boolean;
  nextLabel: string;
  busy?: boolean;
  /** What is true of leaving now. */
  note: ReactNode;
  children: ReactNode;
}

/** One step: its fields, back and forward, and a word on what exists so far. */
export function StepForm({ onBack, onNext, nextLabel, busy = false, note, children }: StepFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy || onNext()) return;
    // The marks of what is wrong are there after the next paint.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      autoComplete="off"
      onSubmit={submit}
      sx={{ display: 'flex', flexDirection: 'column', gap: 5 }}
    >
      {children}
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          borderTop: 1,
          borderColor: 'line.main',
          py: 3,
          position: 'sticky',
          bottom: 0,
          zIndex: 1,
          bgcolor: 'background.default',
        }}
      >
        <Typography variant="caption" sx={{ color: 'text.tertiary', mr: 'auto', maxWidth: '60ch' }}>
          {note}
        </Typography>
        {onBack && <ActionButton onClick={onBack}>Back</ActionButton>}
        <ActionButton type="submit" variant="contained" color="primary" busy={busy}>
          {nextLabel}
        </ActionButton>
      </Box>
    </Box>
  );
}

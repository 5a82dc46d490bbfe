import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconExclamationCircle } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

/** What a control inside a field must carry to be named and described by it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  /** What is expected, before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
  /** A short fact at the right end of the label: a counter, `optional`. */
  aside?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

/** A label above its control, the hint under it, and the error in the hint's place when there is one. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const noted = error !== undefined || (hint !== undefined && hint !== null);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Box component="label" htmlFor={id} sx={{ fontWeight: 500, flex: 1 }}>
          {label}
        </Box>
        {aside !== undefined && (
          <Typography variant="caption" data-figures sx={{ color: 'text.tertiary' }}>
            {aside}
          </Typography>
        )}
      </Box>
      {children({ id, 'aria-describedby': noted ? noteId : undefined, 'aria-invalid': error === undefined ? undefined : true })}
      {noted && <Box id={noteId}>{error === undefined ? <Hint>{hint}</Hint> : <FieldError>{error}</FieldError>}</Box>}
    </Box>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return (
    <Typography component="div" variant="caption" sx={{ color: 'text.tertiary', maxWidth: '80ch', overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  );
}

/** What is wrong with a field, announced when it appears. */
export function FieldError({ children }: { children: ReactNode }) {
  return (
    <Typography
      component="div"
      variant="caption"
      role="alert"
      sx={{ display: 'flex', gap: 1, color: 'danger.main', maxWidth: '80ch', '& .tabler-icon': { width: 16, height: 16 } }}
    >
      <IconExclamationCircle aria-hidden="true" />
      <span>{children}</span>
    </Typography>
  );
}

import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Banner } from '../../component/banner.tsx';
import { errorText } from '../../api/error-text.ts';

/** What failed and what to do, as a banner; nothing where there is no failure or the person gave up. */
export function Failure({ error, action }: { error: unknown; action?: ReactNode }) {
  const text = error === undefined || error === null ? undefined : errorText(error);
  if (!text) return null;
  return (
    <Banner kind="danger" action={action}>
      <Typography sx={{ fontWeight: 500 }}>{text.title}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{text.whatToDo}</Typography>
      {text.correlationId !== undefined && (
        <Typography variant="mono" component="p" data-selectable sx={{ color: 'text.secondary' }}>
          {text.correlationId}
        </Typography>
      )}
    </Banner>
  );
}

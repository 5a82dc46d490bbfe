import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useAccess } from '../api/access-context.ts';
import { errorText } from '../api/error-text.ts';
import { Banner } from './banner.tsx';
import { IdChip } from './id-chip.tsx';

/** What went wrong with what one just asked for, where one asked for it. Says nothing of what was given up. */
export function FailureBanner({ error }: { error: unknown }) {
  const access = useAccess();
  const refused = access?.refusedBy(error);
  const text = error === null || error === undefined ? undefined : errorText(error);
  if (!text) return null;
  return (
    <Banner kind="danger" action={refused && <Button onClick={() => access?.explain(refused)}>Request access…</Button>}>
      <Box sx={{ fontWeight: 600 }}>{text.title}</Box>
      <Box sx={{ color: 'text.secondary' }}>{text.whatToDo}</Box>
      {text.correlationId !== undefined && <IdChip what="correlation id" value={text.correlationId} />}
    </Banner>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { useAccess } from '../api/access-context.ts';
import { errorText } from '../api/error-text.ts';
import { IdChip } from './id-chip.tsx';
import { RefusalView } from './refusal-view.tsx';

interface FailureStateProps {
  error: unknown;
  onRetry: () => void;
}

/** In place of what couldn't be read: what happened, what to do, and Retry; of a refusal, what was missing. */
export function FailureState({ error, onRetry }: FailureStateProps) {
  const refused = useAccess()?.refusedBy(error);
  const text = errorText(error);
  if (!text) return null;
  if (refused) return <RefusalView refused={refused} onRetry={onRetry} />;
  const denied = isVaultError(error, 'Forbidden');
  const Sign = denied ? IconLock : IconAlertTriangle;
  return (
    <Box role="alert" sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 3, px: 4, py: 6, maxWidth: 640 }}>
      <Box component={Sign} aria-hidden="true" sx={{ color: denied ? 'text.tertiary' : 'danger.main', width: 28, height: 28 }} />
      <Box>
        <Typography variant="h2">{text.title}</Typography>
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>{text.whatToDo}</Typography>
      </Box>
      {text.correlationId !== undefined && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.tertiary' }}>
          Correlation id <IdChip what="correlation id" value={text.correlationId} />
        </Box>
      )}
      <Button onClick={onRetry}>Try again</Button>
    </Box>
  );
}

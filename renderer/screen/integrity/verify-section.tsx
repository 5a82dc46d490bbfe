import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { IconListCheck } from '@tabler/icons-react';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Heard } from '../../component/heard.tsx';
import { Progress } from '../../component/progress.tsx';
import { Section } from '../../component/section.tsx';
import { lastVerdictQuery } from './last-verdict.ts';
import { useVerify, type VerifyState } from './use-verify.ts';
import { VerdictView } from './verdict-view.tsx';

/** Verify now, how far it is, and what it found. */
export function VerifySection() {
  const { state, verify, cancel } = useVerify();
  const { data: last } = useQuery(lastVerdictQuery);
  const running = state.kind === 'running';
  return (
    <Section title="Verify">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
          Reads every record, computes the tree anew, and compares it with every signed checkpoint and with the anchor outside the database.
        </Typography>
        <Box sx={{ display: 'flex', gap: 2 }}>
          <ActionButton variant="contained" color="primary" startIcon={<IconListCheck />} busy={running} onClick={verify}>
            {last ? 'Verify again' : 'Verify now'}
          </ActionButton>
          {running && <ActionButton onClick={cancel}>Cancel</ActionButton>}
        </Box>
        <Under state={state} />
        {last && state.kind === 'idle' && <VerdictView last={last} />}
      </Box>
    </Section>
  );
}

function Under({ state }: { state: VerifyState }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <Box sx={{ maxWidth: 480 }}>
          <Heard role="status">Verifying the log</Heard>
          <Progress label="Records checked" done={state.total === undefined ? undefined : state.checked} total={state.total} />
        </Box>
      );
    case 'cancelled':
      return <Banner kind="notice">Cancelled after {state.checked.toLocaleString('en')} records. That says nothing about the rest.</Banner>;
    case 'failed':
      return <FailureBanner error={state.error} />;
  }
}

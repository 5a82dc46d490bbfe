import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { IconGitCommit } from '@tabler/icons-react';
import { useClient } from '../../api/client-context.tsx';
import { checkpointListQuery } from '../../api/query.ts';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Section } from '../../component/section.tsx';
import { scopeTitle, useLogScopes } from '../log/log-scope.ts';
import { CheckpointCard } from './checkpoint-card.tsx';
import { CheckpointTable } from './checkpoint-table.tsx';
import { VerifySection } from './verify-section.tsx';

/** Whether the log is as it was written, and what shows it. */
export function IntegrityScreen() {
  const log = useLogScopes();
  if (!log) return null;
  return log.scopes.length > 0 && !log.whole ? <NotWhole scopes={log.scopes} /> : <WholeLog />;
}

/** There is one tree over the records of the whole house: who may read a part of them can't compute it. */
function NotWhole({ scopes }: { scopes: readonly string[] }) {
  return (
    <Page title="Integrity">
      <EmptyState icon={<IconGitCommit />} title="Verifying needs the whole log" actions={<LinkButton to="/log">Open the log</LinkButton>}>
        You may read the log of {scopes.map(scopeTitle).join(', ')}. One tree of hashes covers every record of the house, so that proving it
        takes the right to read the log of the whole tenant. Ask somebody who has it for the verdict and a checkpoint.
      </EmptyState>
    </Page>
  );
}

function WholeLog() {
  const { data, isError, error, refetch } = useQuery(checkpointListQuery(useClient()));
  const newest = data?.checkpoints[0];
  return (
    <Page title="Integrity" count={data && `${data.total.toLocaleString('en')} ${data.total === 1 ? 'checkpoint' : 'checkpoints'}`}>
      <VerifySection />
      {isError && <FailureState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <RowSkeleton rows={4} />}
      {data && !newest && (
        <EmptyState icon={<IconGitCommit />} title="No checkpoint yet">
          The log signs its head as it grows. The first one appears here once something is recorded.
        </EmptyState>
      )}
      {data && newest && (
        <>
          <Section title="Last checkpoint">
            <CheckpointCard checkpoint={newest} publicKey={data.publicKey} />
          </Section>
          <Section title="Checkpoints">
            <CheckpointTable checkpoints={data.checkpoints} total={data.total} />
          </Section>
        </>
      )}
      <Section title="The anchor, and what it can’t see">
        <Box sx={{ maxWidth: '80ch', display: 'flex', flexDirection: 'column', gap: 2, color: 'text.secondary' }}>
          <Typography>
            Outside the database the house remembers how far its log had come. If the database file alone is put back to an older copy, the
            log ends before that mark, and the next unlock finds it.
          </Typography>
          <Typography>
            It can’t see an older copy of everything at once, database and anchor together. Only what lies elsewhere can: a printed
            checkpoint, kept by someone else.
          </Typography>
        </Box>
      </Section>
    </Page>
  );
}

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconGitCommit, IconLockOpen } from '@tabler/icons-react';
import type { Session } from '../../../app/contract/session.ts';
import { useClient } from '../../api/client-context.tsx';
import { checkpointListQuery } from '../../api/query.ts';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { StatusItem } from '../../component/status-item.tsx';
import { measure } from '../../theme/token.ts';
import { EndpointStatus } from '../endpoint/endpoint-status.tsx';
import { HsmStatus } from '../hsm/hsm-status.tsx';
import { useLogScopes } from '../log/log-scope.ts';
import { JobStatus } from '../job/job-status.tsx';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The foot of the window: facts that hold everywhere, each the way to its page. */
export function StatusBar({ session }: { session: Session }) {
  const navigate = useNavigate();
  return (
    <Box
      component="footer"
      sx={{
        height: measure.statusBar,
        flexShrink: 0,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 2,
        borderTop: 1,
        borderColor: 'line.main',
        bgcolor: 'background.default',
        overflow: 'hidden',
      }}
    >
      <StatusItem icon={<IconLockOpen aria-hidden="true" />} onPress={() => void navigate({ to: '/settings' })}>
        Signed in since {clock.format(session.startedOn)}
      </StatusItem>
      <EndpointStatus />
      <HsmStatus />
      {session.logScopes.includes('/') && <LogState />}
      <JobStatus />
    </Box>
  );
}

/** Says only what is known: the last signed head. Whether the log is whole is what verifying finds out. */
function LogState() {
  const navigate = useNavigate();
  const now = useNow();
  // Who reads a part of the log isn't refused here for a question that nobody asked.
  const { data, isError } = useQuery({ ...checkpointListQuery(useClient()), enabled: useLogScopes()?.whole === true });
  if (!data || isError) return null;
  const last = data.checkpoints[0];
  return (
    <StatusItem icon={<IconGitCommit aria-hidden="true" />} onPress={() => void navigate({ to: '/integrity' })}>
      {last ? `Log signed · ${recordCount(last.size)} · ${pastText(last.signedOn, now)}` : 'Log not signed yet'}
    </StatusItem>
  );
}

const recordCount = (size: number): string => `${size.toLocaleString('en')} ${size === 1 ? 'record' : 'records'}`;

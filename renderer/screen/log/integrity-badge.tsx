import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { checkpointListQuery } from '../../api/query.ts';
import { Meaning } from '../../component/meaning.tsx';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { lastVerdictQuery, type LastVerdict } from '../integrity/last-verdict.ts';
import { useLogScopes } from './log-scope.ts';

/**
 * How the log stands, as far as that is known: the last verdict, and the last checkpoint. Who may not verify isn't asked to.
 * @param short where there is no room: the checkpoint is then on hover
 */
export function IntegrityBadge({ short }: { short: boolean }) {
  const navigate = useNavigate();
  const scopes = useLogScopes();
  return (
    <Button variant="text" sx={{ fontWeight: 500 }} onClick={() => void navigate({ to: '/integrity' })}>
      {scopes?.whole === true ? <Standing short={short} /> : <Meaning kind="disabled">verified by others</Meaning>}
    </Button>
  );
}

function Standing({ short }: { short: boolean }) {
  const now = useNow();
  const { data: last } = useQuery(lastVerdictQuery);
  const { data: signed } = useQuery(checkpointListQuery(useClient()));
  const newest = signed?.checkpoints[0];
  const checkpoint = newest ? `checkpoint ${newest.size.toLocaleString('en')}, ${pastText(newest.signedOn, now)}` : 'no checkpoint yet';
  return (
    <Tooltip title={short ? checkpoint : ''}>
      <span>
        <Verdict last={last} now={now}>
          {short ? '' : ` · ${checkpoint}`}
        </Verdict>
      </span>
    </Tooltip>
  );
}

function Verdict({ last, now, children }: { last: LastVerdict | undefined; now: number; children: string }) {
  if (!last) return <Meaning kind="notice">not verified yet{children}</Meaning>;
  const when = `verified ${pastText(last.endedOn, now)}`;
  return last.verdict.whole ? (
    <Meaning kind="ok">
      whole, {when}
      {children}
    </Meaning>
  ) : (
    <Meaning kind="danger">not whole, {when}</Meaning>
  );
}

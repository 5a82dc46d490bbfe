import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { checkpointListQuery } from '../../api/query.ts';
import { Meaning } from '../../component/meaning.tsx';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { lastVerdictQuery } from '../integrity/last-verdict.ts';
import { useLogScopes } from './log-scope.ts';

/** How the log stands, as far as that is known: the last verdict, or else the last checkpoint. Who may not verify isn't asked to. */
export function IntegrityBadge() {
  const navigate = useNavigate();
  const scopes = useLogScopes();
  return (
    <Button variant="text" sx={{ fontWeight: 500 }} onClick={() => void navigate({ to: '/integrity' })}>
      {scopes?.whole === true ? <Standing /> : <Meaning kind="disabled">verified by others</Meaning>}
    </Button>
  );
}

function Standing() {
  const now = useNow();
  const { data: last } = useQuery(lastVerdictQuery);
  const { data: signed } = useQuery(checkpointListQuery(useClient()));
  const newest = signed?.checkpoints[0];
  const checkpoint = newest ? `checkpoint ${newest.size.toLocaleString('en')}, ${pastText(newest.signedOn, now)}` : 'no checkpoint yet';
  if (!last) return <Meaning kind="notice">not verified yet · {checkpoint}</Meaning>;
  const when = `verified ${pastText(last.endedOn, now)}`;
  return last.verdict.whole ? (
    <Meaning kind="ok">
      whole, {when} · {checkpoint}
    </Meaning>
  ) : (
    <Meaning kind="danger">not whole, {when}</Meaning>
  );
}

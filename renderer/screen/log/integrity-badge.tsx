import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { checkpointListQuery } from '../../api/query.ts';
import { Meaning } from '../../component/meaning.tsx';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { lastVerdictQuery } from '../integrity/last-verdict.ts';

/** How the log stands, as far as that is known: the last verdict, or else the last signature. */
export function IntegrityBadge() {
  const navigate = useNavigate();
  return (
    <Button variant="text" sx={{ fontWeight: 500 }} onClick={() => void navigate({ to: '/integrity' })}>
      <Standing />
    </Button>
  );
}

function Standing() {
  const now = useNow();
  const { data: last } = useQuery(lastVerdictQuery);
  const { data: signed } = useQuery(checkpointListQuery(useClient()));
  if (last) {
    const when = pastText(last.endedOn, now);
    return last.verdict.whole ? (
      <Meaning kind="ok">whole · verified {when}</Meaning>
    ) : (
      <Meaning kind="danger">not whole · verified {when}</Meaning>
    );
  }
  const newest = signed?.checkpoints[0];
  return newest ? (
    <Meaning kind="notice">signed {pastText(newest.signedOn, now)} · not verified yet</Meaning>
  ) : (
    <Meaning kind="notice">not verified yet</Meaning>
  );
}

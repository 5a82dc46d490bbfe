import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeletedSecret, SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretRecover } from '../../api/mutation.ts';
import { vaultQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { dayText } from '../../component/moment-text.ts';
import { useToast } from '../../component/toast.tsx';
import { secretEntry } from '../recycle-bin/bin-entry.ts';
import { PurgeDecision } from '../recycle-bin/purge-decision.tsx';
import type { NameWatch } from './use-name-watch.ts';

/** What saving under this name would do, where that is not simply a new secret. */
export function NameNote({ deleted, standing }: NameWatch) {
  if (deleted) return <LiesInBin secret={deleted} />;
  return standing ? <MakesVersion secret={standing} /> : null;
}

function MakesVersion({ secret }: { secret: SecretProperties }) {
  return (
    <Banner kind="notice">
      This name exists: saving makes a new version of <ForeignText>{secret.name}</ForeignText>, changed by{' '}
      <ForeignText>{secret.createdBy}</ForeignText> <Moment time={secret.createdOn} />.
    </Banner>
  );
}

function LiesInBin({ secret }: { secret: DeletedSecret }) {
  const client = useClient();
  const say = useToast();
  const [purging, setPurging] = useState(false);
  const entry = secretEntry(secret);
  const recover = useMutation(secretRecover(client));
  const { data: vault } = useQuery(vaultQuery(client, secret.vault));
  const back = () =>
    recover.mutate(
      { vault: secret.vault, name: secret.name },
      { onSuccess: () => say({ text: `${secret.name} is back, with its versions.` }) },
    );
  return (
    <Banner kind="warning">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <span>
          This name lies in the recycle bin until {dayText(secret.purgeOn)}, and stays taken until then. Recover it, purge it, or choose
          another name.
        </span>
        <Box sx={{ display: 'flex', gap: 2 }}>
          <ActionButton onClick={back} busy={recover.isPending}>
            Recover
          </ActionButton>
          <ActionButton
            color="error"
            onClick={() => setPurging(true)}
            unavailable={
              vault?.purgeProtection ? `Its vault is purge-protected: nobody can destroy it before ${dayText(secret.purgeOn)}.` : undefined
            }
          >
            Purge…
          </ActionButton>
        </Box>
        <FailureBanner error={recover.error} />
      </Box>
      {purging && entry && <PurgeDecision entry={entry} onPurged={() => setPurging(false)} onClose={() => setPurging(false)} />}
    </Banner>
  );
}

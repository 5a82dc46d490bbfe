import Box from '@mui/material/Box';
import { useState } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { dayText } from '../../component/moment-text.ts';
import type { BinEntry } from './bin-entry.ts';
import { PurgeDecision } from './purge-decision.tsx';
import { useRecover } from './use-bin-action.ts';

interface NameNoteProps {
  /** What lies in the bin under the name. */
  deleted: BinEntry | undefined;
  /** What is there under it. */
  standing: { readonly name: string; readonly createdBy: string; readonly createdOn: number } | undefined;
}

/** What saving under a name would do, where that is not simply something new. */
export function NameNote({ deleted, standing }: NameNoteProps) {
  if (deleted) return <LiesInBin entry={deleted} />;
  if (!standing) return null;
  return (
    <Banner kind="notice">
      This name exists: saving makes a new version of <ForeignText>{standing.name}</ForeignText>, changed by{' '}
      <ForeignText>{standing.createdBy}</ForeignText> <Moment time={standing.createdOn} />.
    </Banner>
  );
}

function LiesInBin({ entry }: { entry: BinEntry }) {
  const [purging, setPurging] = useState(false);
  const { recover, error, busy } = useRecover();
  const close = () => setPurging(false);
  return (
    <Banner kind="warning">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <span>
          This name lies in the recycle bin until {dayText(entry.purgeOn)}, and stays taken until then. Recover it, purge it, or choose
          another name.
        </span>
        <Box sx={{ display: 'flex', gap: 2 }}>
          <ActionButton onClick={() => recover(entry, () => undefined)} busy={busy}>
            Recover
          </ActionButton>
          <ActionButton
            color="error"
            onClick={() => setPurging(true)}
            unavailable={
              entry.purgeProtected ? `Its vault is purge-protected: nobody can destroy it before ${dayText(entry.purgeOn)}.` : undefined
            }
          >
            Purge…
          </ActionButton>
        </Box>
        <FailureBanner error={error} />
      </Box>
      {purging && <PurgeDecision entry={entry} onPurged={close} onClose={close} />}
    </Banner>
  );
}

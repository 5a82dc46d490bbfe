import Box from '@mui/material/Box';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { logDeletePreviewQuery, type Removal } from '../../api/log-query.ts';
import { countText } from '../../component/count-text.ts';
import { DateTimeField, fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { Decision } from '../../component/decision.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useJobs } from '../job/job-room.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { proofStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { DeletePreview } from './delete-preview.tsx';
import { beginDeletion, logDeleteJob } from './log-delete-job.ts';

const yearMs = 365 * 86_400_000;

interface DeleteDecisionProps {
  /** Records one by one; without them everything older than a day that is chosen. */
  sequences?: readonly number[] | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** Deletes records of the log for good: says how many from when to when, and takes the words, a reason and the password. */
export function DeleteDecision({ sequences, onDone, onClose }: DeleteDecisionProps) {
  const client = useClient();
  const queries = useQueryClient();
  const { startJob } = useJobs();
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [reason, setReason] = useState('');
  const [before, setBefore] = useState(() => toLocalText(Date.now() - yearMs));
  const removal = removalOf(sequences, before);
  const { data: preview, error } = useQuery({
    ...logDeletePreviewQuery(client, removal ?? { kind: 'before', before: 0 }),
    enabled: removal !== undefined,
  });
  const stop = waitReason(attempt.left) ?? removalStop(removal, preview?.count) ?? proofStop(reason, password.length);
  const decide = async () => {
    if (!removal) return;
    const done = await attempt.run(async () => {
      startJob(logDeleteJob(queries, await beginDeletion(client, { removal, reason: reason.trim(), password: password.take() })));
    });
    if (!done) return password.focus();
    password.clear();
    onDone();
  };
  const refusal = refusalOf(attempt.error, error);
  return (
    <Decision
      open
      title={sequences ? `Delete ${countText(sequences.length, 'chosen record')}` : 'Delete old records'}
      verb="Delete for good"
      danger
      typeName={wordsOf(preview?.count ?? 0)}
      unavailable={stop}
      busy={attempt.busy}
      error={refusal}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      {!sequences && <DateTimeField label="Older than" hint="Everything before this moment goes." value={before} onChange={setBefore} />}
      <DeletePreview preview={removal && preview} />
      <Box sx={{ color: 'text.secondary' }}>
        Who did what, and why it was allowed, is then known to nobody. The hashes stay, and a record of this deletion that can’t be deleted
        itself, so that what remains still verifies. Backups of the house made before still hold the text.
      </Box>
      <ReasonField value={reason} onChange={setReason} hint="It stays in the log for good." />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}

/** A wrong password is told beside its field. */
const refusalOf = (tried: unknown, counting: Error | null): string | undefined =>
  isVaultError(tried, 'SignInFailed') ? undefined : errorSentence(tried ?? counting ?? undefined);

/** What is typed to show that it is meant. */
const wordsOf = (count: number): string => `delete ${count} ${count === 1 ? 'record' : 'records'}`;

/** Why nothing can be deleted yet. */
function removalStop(removal: Removal | undefined, count: number | undefined): string | undefined {
  if (removal === undefined) return 'Choose a date first.';
  if (count === undefined) return 'What goes is still being counted.';
  return count === 0 ? 'There is nothing to delete.' : undefined;
}

function removalOf(sequences: readonly number[] | undefined, before: string): Removal | undefined {
  if (sequences) return { kind: 'records', sequences: [...sequences] };
  const time = fromLocalText(before);
  return time === undefined || time < 0 ? undefined : { kind: 'before', before: time };
}

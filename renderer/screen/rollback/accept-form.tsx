import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { errorText } from '../../api/error-text.ts';
import { instanceRestoreAccept } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Decision } from '../../component/decision.tsx';
import { TextField } from '../../component/text-field.tsx';

const leastReason = 10;
const mostReason = 500;

const reasonError = (reason: string): string | undefined => {
  if (reason.trim().length < leastReason) return `Say it in at least ${leastReason} characters: whoever reads the log later wasn’t here.`;
  return reason.trim().length > mostReason ? `Use up to ${mostReason} characters.` : undefined;
};

interface AcceptFormProps {
  /** What is typed to show that it is meant. */
  organisation: string;
  /** Records that are gone for good once the older copy is accepted. */
  lost: number;
}

/** Says, with a reason, that the older copy is a restored backup. */
export function AcceptForm({ organisation, lost }: AcceptFormProps) {
  const client = useClient();
  const accept = useMutation(instanceRestoreAccept(client));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [deciding, setDeciding] = useState(false);
  const error = reasonError(reason);
  const ask = () => {
    setTried(true);
    if (error === undefined) setDeciding(true);
  };
  const refusal = accept.error ? errorText(accept.error) : undefined;
  return (
    <>
      <TextField
        label="Reason"
        hint="It stays in the log. For example: disk replaced on 3 March, backup of 2 March restored by M. Okafor."
        multiline
        rows={2}
        value={reason}
        error={tried ? error : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActionButton color="error" onClick={ask} sx={{ alignSelf: 'flex-start' }}>
        Accept the older copy…
      </ActionButton>
      {deciding && (
        <Decision
          open
          title="Accept the older copy"
          verb="Accept for good"
          danger
          typeName={organisation}
          busy={accept.isPending}
          error={refusal && `${refusal.title} ${refusal.whatToDo}`}
          onDecide={() => accept.mutate({ reason: reason.trim() })}
          onClose={() => setDeciding(false)}
        >
          <span>
            From then on this copy is the house. {lost.toLocaleString('en')} {lost === 1 ? 'record' : 'records'} of the log, and everything
            that changed with them, are not in it; if a newer copy turns up later, the two can’t be joined. This can’t be undone.
          </span>
        </Decision>
      )}
    </>
  );
}

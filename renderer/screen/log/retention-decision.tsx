import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { logRetentionPut } from '../../api/log-mutation.ts';
import { logRetentionQuery } from '../../api/log-query.ts';
import { Decision } from '../../component/decision.tsx';
import { Field } from '../../component/field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';

const leastReason = 3;
const choices: readonly number[] = [30, 90, 180, 365, 730, 1095, 1825, 2555, 3650];

/** `90 days`, `2 years`, `for ever`. */
export const retentionText = (days: number | undefined): string => {
  if (days === undefined) return 'for ever';
  if (days % 365 === 0) return days === 365 ? '1 year' : `${days / 365} years`;
  return `${days.toLocaleString('en')} days`;
};

/** How long records are kept. Less than before deletes what is older, once a day and for good. */
export function RetentionDecision({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const { data, error } = useQuery(logRetentionQuery(client));
  const { mutateAsync: put } = useMutation(logRetentionPut(client));
  const say = useToast();
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const now = data === undefined ? undefined : String(data.days ?? '');
  const value = chosen ?? now ?? '';
  const days = value === '' ? undefined : Number(value);
  const stop =
    waitReason(attempt.left) ??
    (now === undefined || value === now ? 'Choose another length first.' : undefined) ??
    (reason.trim().length < leastReason ? 'Give a reason first.' : password.length === 0 ? 'Enter your own password first.' : undefined);
  const decide = async () => {
    const done = await attempt.run(async () => void (await put({ days: days ?? null, reason: reason.trim(), password: password.take() })));
    if (!done) return password.focus();
    say({ text: `Records are kept ${retentionText(days)} from now on.` });
    onClose();
  };
  const shortens = days !== undefined && (data?.days === undefined || days < data.days);
  return (
    <Decision
      open
      title="How long records are kept"
      verb={shortens ? 'Keep them shorter' : 'Keep them longer'}
      danger={shortens}
      typeName={shortens ? `keep ${retentionText(days)}` : undefined}
      unavailable={stop}
      busy={attempt.busy}
      error={isVaultError(attempt.error, 'SignInFailed') ? undefined : errorSentence(attempt.error ?? error ?? undefined)}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <Field label="Kept" hint={`Now: ${now === undefined ? '…' : retentionText(data?.days)}.`}>
        {(control) => (
          <NativeSelect
            value={value}
            input={<OutlinedInput fullWidth />}
            inputProps={control}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="">for ever</option>
            {lengths(data?.days).map((length) => (
              <option key={length} value={length}>
                {retentionText(length)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {shortens && (
        <span>
          What is older is deleted once a day while the house is open, for good. The hashes stay, with a record of each deletion, so that
          the rest still verifies.
        </span>
      )}
      <TextField
        label="Reason"
        hint="It stays in the log."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        inputProps={{ maxLength: 500 }}
      />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}

/** The usual lengths, and the present one where it is none of them. */
const lengths = (now: number | undefined): readonly number[] =>
  now === undefined || choices.includes(now) ? choices : [...choices, now].toSorted((a, b) => a - b);

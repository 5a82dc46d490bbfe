import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { logRetentionPut } from '../../api/log-mutation.ts';
import { logRetentionQuery } from '../../api/log-query.ts';
import { Decision } from '../../component/decision.tsx';
import { Field } from '../../component/field.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { proofStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';

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
  const { value, days, same, shortens } = chosenLength(data, chosen);
  const stop = waitReason(attempt.left) ?? (same ? 'Choose another length first.' : undefined) ?? proofStop(reason, password.length);
  const decide = async () => {
    const done = await attempt.run(async () => void (await put({ days: days ?? null, reason: reason.trim(), password: password.take() })));
    if (!done) return password.focus();
    say({ text: `Records are kept ${retentionText(days)} from now on.` });
    onClose();
  };
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
      <LengthField now={data} value={value} onChange={setChosen} />
      {shortens && (
        <span>
          What is older is deleted once a day while the house is open, for good. The hashes stay, with a record of each deletion, so that
          the rest still verifies.
        </span>
      )}
      <ReasonField value={reason} onChange={setReason} />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}

type Kept = Output<'LogRetentionGet'>;

/** What is chosen beside what is set; the present one until another is chosen. */
function chosenLength(now: Kept | undefined, chosen: string | undefined) {
  const set = now === undefined ? undefined : String(now.days ?? '');
  const value = chosen ?? set ?? '';
  const days = value === '' ? undefined : Number(value);
  return { value, days, same: set === undefined || value === set, shortens: days !== undefined && days < (now?.days ?? Infinity) };
}

function LengthField({ now, value, onChange }: { now: Kept | undefined; value: string; onChange: (value: string) => void }) {
  return (
    <Field label="Kept" hint={`Now: ${now === undefined ? '…' : retentionText(now.days)}.`}>
      {(control) => (
        <NativeSelect
          value={value}
          input={<OutlinedInput fullWidth />}
          inputProps={control}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">for ever</option>
          {lengths(now?.days).map((length) => (
            <option key={length} value={length}>
              {retentionText(length)}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** The usual lengths, and the present one where it is none of them. */
const lengths = (now: number | undefined): readonly number[] =>
  now === undefined || choices.includes(now) ? choices : [...choices, now].toSorted((a, b) => a - b);

import { isVaultError } from '../../../app/contract/vault-error.ts';
import { Banner } from '../../component/banner.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { clearWords, recipientProblem } from './export-draft.ts';
import type { Export } from './use-export.ts';

/** What the chosen protection needs to know. @param tried whether to say what is missing */
export function ProtectionField({ flow, tried }: { flow: Export; tried: boolean }) {
  const { draft, change } = flow;
  switch (draft.protection) {
    case 'passphrase':
      return (
        <NewSecretField
          label="Passphrase"
          secret={flow.passphrase}
          tried={tried}
          measured
          readOnly={flow.attempt.busy}
          hint="Hand it over by another way than the file. It is kept nowhere: lost, the file can’t be opened."
        />
      );
    case 'recipient':
      return (
        <TextField
          label="Recipients"
          mono
          multiline
          minRows={3}
          value={draft.recipients}
          onChange={(event) => change({ recipients: event.target.value })}
          placeholder="age1…"
          hint="One a line, up to 20: the public key that age-keygen prints. Not secret."
          error={tried ? recipientProblem(draft.recipients) : undefined}
        />
      );
    case 'clear':
      return <ClearField flow={flow} tried={tried} />;
  }
}

function ClearField({ flow, tried }: { flow: Export; tried: boolean }) {
  const { draft, change, attempt, password } = flow;
  const refused = isVaultError(attempt.error, 'SignInFailed');
  return (
    <>
      <Banner kind="danger">
        Every value will stand readable in a file on this disk: for every program of yours, every backup of the disk and whoever finds it.
        No key protects it, and nothing takes it back.
      </Banner>
      <TextField
        label={`Type ${clearWords} to confirm`}
        mono
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
        error={tried && draft.words !== clearWords ? `Type “${clearWords}”, exactly so.` : undefined}
      />
      <ReasonField value={draft.reason} onChange={(reason) => change({ reason })} error={tried ? reasonStop(draft.reason) : undefined} />
      <OwnPassword draft={password} attempt={attempt} tried={tried && !refused} />
    </>
  );
}

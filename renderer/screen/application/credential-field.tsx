import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { CredentialKind } from '../../../app/contract/application.ts';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import { DateTimeField } from '../../component/date-time-field.tsx';
import { Field } from '../../component/field.tsx';
import { exactText } from '../../component/moment-text.ts';
import { TextField } from '../../component/text-field.tsx';
import { CertificateField } from './certificate-field.tsx';
import { endOf, spans, type CredentialDraft } from './credential-draft.ts';

const kinds: readonly Choice<CredentialKind>[] = [
  {
    value: 'secret',
    label: 'Secret',
    hint: 'Text that the application keeps, and sends to sign in. Strongroom draws it and shows it once.',
  },
  {
    value: 'certificate',
    label: 'Certificate',
    hint: 'The application keeps a private key that never leaves it; here lies only its certificate. Stronger than a secret.',
  },
  {
    value: 'managed-identity',
    label: 'Managed identity header',
    hint: 'For code on this computer that asks for a managed identity by itself: no change to it, two variables in its environment.',
  },
];

interface CredentialFieldsProps {
  draft: CredentialDraft;
  problems: Readonly<Record<string, string>>;
  change: (part: Partial<CredentialDraft>) => void;
  now: number;
}

/** By what an application signs in, what that is called, and how long it holds. */
export function CredentialFields({ draft, problems, change, now }: CredentialFieldsProps) {
  return (
    <>
      <ChoiceField label="It signs in by" choices={kinds} value={draft.kind} onChange={(kind) => change({ kind })} />
      <TextField
        label="Label"
        value={draft.label}
        onChange={(event) => change({ label: event.target.value })}
        hint="Where it is kept: the server, the pipeline."
        error={problems['label']}
        inputProps={{ maxLength: 100 }}
      />
      {draft.kind === 'certificate' ? (
        <CertificateField value={draft.certificate} onChange={(certificate) => change({ certificate })} error={problems['certificate']} />
      ) : (
        <EndField draft={draft} change={change} error={problems['until']} now={now} />
      )}
    </>
  );
}

interface EndFieldProps extends Pick<CredentialFieldsProps, 'draft' | 'change' | 'now'> {
  error: string | undefined;
}

function EndField({ draft, change, error, now }: EndFieldProps) {
  const end = endOf(draft, now);
  const choose = (value: string) => change({ span: spans.find((days) => String(days) === value) ?? 'own' });
  return (
    <>
      <Field label="Ends" hint={draft.span !== 'own' && end !== undefined ? exactText(end) : 'Two years from now at most.'}>
        {(control) => (
          <NativeSelect
            fullWidth
            value={draft.span}
            onChange={(event) => choose(event.target.value)}
            input={<OutlinedInput />}
            inputProps={{ ...control }}
          >
            {spans.map((days) => (
              <option key={days} value={days}>
                in {days} days
              </option>
            ))}
            <option value="own">on a day of your own</option>
          </NativeSelect>
        )}
      </Field>
      {draft.span === 'own' && (
        <DateTimeField
          label="Ends on"
          hint="A short life costs little: a new one is added before the old one ends."
          value={draft.until}
          onChange={(until) => change({ until })}
          error={error}
          required
        />
      )}
    </>
  );
}

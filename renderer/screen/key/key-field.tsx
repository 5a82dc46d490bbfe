import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { KeyOperation } from '../../../app/contract/key.ts';
import { CheckField } from '../../component/check-field.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { keyEntry } from '../recycle-bin/bin-entry.ts';
import { NameNote } from '../recycle-bin/name-note.tsx';
import { KeyAttributeFields } from './key-attribute-field.tsx';
import type { KeyDraft } from './key-draft.ts';
import { isExchange, operationsOf, operationText, usualOperations } from './key-text.ts';
import { ReleaseField } from './release-field.tsx';
import { usePools } from '../vault/use-pool.ts';
import { useHsmChoice } from './use-hsm-choice.ts';
import type { useKeyForm } from './use-key-form.ts';

type Problems = Readonly<Record<string, string>>;

interface KeyFieldProps {
  form: ReturnType<typeof useKeyForm>;
  problems: Problems;
}

/** The name of a new key, and what is known of it. */
export function KeyNameField({ form: { draft, change, named }, problems }: KeyFieldProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <TextField
        label="Name"
        mono
        autoFocus
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        hint="1 to 127 letters, digits and hyphens. It can’t be changed later, and shows in the log."
        error={problems['name']}
        inputProps={{ maxLength: 127 }}
      />
      <NameNote deleted={named.deleted && keyEntry(named.deleted)} standing={named.standing} />
    </Box>
  );
}

const hsmKept = 'It is kept in hardware from the start, and its private part can’t be read by anybody.';

/** What protects a new key: software, or the token that the vault is bound to. */
export function ProtectionField({ form: { draft, change }, vault }: Omit<KeyFieldProps, 'problems'> & { vault: string }) {
  const { token, refused } = useHsmChoice(vault);
  const inPool = usePools()(vault) ? 'A Managed HSM pool holds keys of a hardware module alone.' : undefined;
  const choices = [
    { value: 'software', label: 'Software', hint: 'Kept in this house’s own key hierarchy, sealed with everything else.', refused: inPool },
    { value: 'hsm', label: token === undefined ? 'HSM' : `HSM, token ${token}`, hint: hsmKept, refused },
  ] as const;
  return (
    <ChoiceField
      label="Protection"
      choices={choices}
      value={draft.hsm ? 'hsm' : 'software'}
      onChange={(value) =>
        change({ hsm: value === 'hsm', ...(isExchange(draft.operations) && { operations: usualOperations(draft.spec.family) }) })
      }
    />
  );
}

/** What a new key may be used for. */
export function OperationField({ draft, onChange }: { draft: KeyDraft; onChange: (operations: readonly KeyOperation[]) => void }) {
  const toggle = (operation: KeyOperation, on: boolean) =>
    onChange(operationsOf(draft.spec.family).filter((it) => (it === operation ? on : draft.operations.includes(it))));
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontWeight: 500 }}>
        Permitted operations
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 2 }}>
        {operationsOf(draft.spec.family).map((operation) => (
          <CheckField
            key={operation}
            label={operationText[operation].word}
            hint={operationText[operation].hint}
            checked={draft.operations.includes(operation)}
            onChange={(on) => toggle(operation, on)}
          />
        ))}
      </Box>
    </Box>
  );
}

/** Everything about a new key but its kind: where it is kept, what it may do, its dates and tags, whether it may leave. */
export function KeyRestFields({ form, problems, vault, exchange }: KeyFieldProps & { vault: string; exchange?: ReactNode }) {
  return (
    <>
      <ProtectionField form={form} vault={vault} />
      {exchange}
      {!isExchange(form.draft.operations) && <OperationField draft={form.draft} onChange={(operations) => form.change({ operations })} />}
      <KeyAttributeFields draft={form.draft} onChange={form.change} problems={problems} />
      {!isExchange(form.draft.operations) && (
        <ReleaseField draft={form.draft.release} onChange={(release) => form.change({ release })} tried={form.tried} />
      )}
    </>
  );
}

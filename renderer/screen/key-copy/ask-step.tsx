import Box from '@mui/material/Box';
import { useState, type SyntheticEvent } from 'react';
import type { CopyDates, CopyProtection } from '../../../app/contract/key-copy.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { type Choice, ChoiceField } from '../../component/choice-field.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Section } from '../../component/section.tsx';
import { useHsmChoice } from '../key/use-hsm-choice.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { VaultChooser } from '../vault/vault-chooser.tsx';
import { AddressChange } from './address-change.tsx';
import type { CopyPlace } from './copy-place.ts';
import type { Asked } from './use-copy.ts';

type How = Pick<Asked, 'protection' | 'dates' | 'policies'>;

interface AskStepProps {
  place: CopyPlace;
  /** What was asked before, to be asked otherwise. */
  before: How | undefined;
  onPlace: (place: CopyPlace) => void;
  error: unknown;
  onCompare: (asked: Asked) => void;
}

/** The first step: between which vaults, and how the new keys are made. */
export function AskStep({ place, before, onPlace, error, onCompare }: AskStepProps) {
  const { source, target, names } = place;
  const { protection, dates, policies }: How = before ?? { protection: 'same', dates: 'same', policies: true };
  const [how, setHow] = useState({ protection, dates, policies });
  const stop =
    source === undefined
      ? 'Choose the vault whose keys are to be made anew first.'
      : target === undefined
        ? 'Choose the other vault first.'
        : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (source !== undefined && target !== undefined) onCompare({ source, target, ...(names && { names }), ...how });
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ maxWidth: 800 }}>
      <Banner kind="notice">
        New keys are made; no private key leaves its vault, and older versions stay where they are. What was encrypted or wrapped with the
        keys of the first vault can’t be read with the new ones, and signatures are verified by the key that made them.
      </Banner>
      <Section title="Vaults">
        <VaultFields place={place} onPlace={onPlace} />
        <WhichKeys names={names} onAll={() => onPlace({ ...place, names: undefined })} />
      </Section>
      <Section title="How they are made">
        <HowFields target={target} how={how} onChange={(change) => setHow({ ...how, ...change })} />
      </Section>
      {source !== undefined && target !== undefined && (
        <Section title="What changes for applications">
          <AddressChange source={source} target={target} />
        </Section>
      )}
      <FailureBanner error={error} />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', py: 3, borderTop: 1, borderColor: 'line.main' }}>
        <LinkButton to="/keys" search={source === undefined ? {} : { vault: source }}>
          Cancel
        </LinkButton>
        <ActionButton type="submit" variant="contained" color="primary" unavailable={stop}>
          Compare
        </ActionButton>
      </Box>
    </Box>
  );
}

function VaultFields({ place, onPlace }: Pick<AskStepProps, 'place' | 'onPlace'>) {
  const { vaults = [] } = useVaultList();
  const { source, target } = place;
  const others = vaults.filter(({ name }) => name.toLowerCase() !== source?.toLowerCase());
  // Names of keys belong to the vault that they were selected in.
  const from = (next: string) => onPlace({ source: next, ...(target !== undefined && target !== next && { target }) });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' }}>
      <VaultChooser label="Keys of" vaults={vaults} chosen={source ?? ''} onChoose={from} />
      <VaultChooser label="anew in" vaults={others} chosen={target ?? ''} onChoose={(next) => onPlace({ ...place, target: next })} />
    </Box>
  );
}

const dateChoices: readonly Choice<CopyDates>[] = [
  { value: 'same', label: 'The same dates', hint: 'Activation and expiry as they are now.' },
  {
    value: 'anew',
    label: 'Counted anew',
    hint: 'Active at once; expiring as the rotation policy says of new versions, or on the same day where it says nothing.',
  },
];

interface HowFieldsProps {
  target: string | undefined;
  how: How;
  onChange: (change: Partial<How>) => void;
}

function HowFields({ target, how, onChange }: HowFieldsProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <ProtectionField target={target} value={how.protection} onChange={(protection) => onChange({ protection })} />
      <ChoiceField label="Dates" choices={dateChoices} value={how.dates} onChange={(dates) => onChange({ dates })} />
      <CheckField
        label="Carry rotation policies over"
        checked={how.policies}
        onChange={(policies) => onChange({ policies })}
        hint="Needs the right to set them in the other vault. A key there that has one keeps it where the first has none."
      />
    </Box>
  );
}

function WhichKeys({ names, onAll }: { names: readonly string[] | undefined; onAll: () => void }) {
  const [only] = names?.length === 1 ? names : [];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 3, minHeight: 32 }}>
      {names === undefined ? (
        'All keys that you may read.'
      ) : only === undefined ? (
        `${countText(names.length, 'key')} that you selected.`
      ) : (
        <ForeignText>{only}</ForeignText>
      )}
      {names !== undefined && <ActionButton onClick={onAll}>All keys instead</ActionButton>}
    </Box>
  );
}

interface ProtectionFieldProps {
  target: string | undefined;
  value: CopyProtection;
  onChange: (value: CopyProtection) => void;
}

function ProtectionField({ target, value, onChange }: ProtectionFieldProps) {
  const { token, refused } = useHsmChoice(target ?? '');
  return (
    <ChoiceField
      label="Protection"
      value={value}
      onChange={onChange}
      choices={[
        { value: 'same', label: 'As they are', hint: 'Software keys as software keys, HSM keys as HSM keys.' },
        { value: 'software', label: 'Software keys', hint: 'Kept in the house’s own key hierarchy.' },
        {
          value: 'hsm',
          label: 'HSM keys',
          hint:
            token === undefined
              ? 'Made in the token that the other vault is bound to; they never leave it.'
              : `Made in ${token}; they never leave it.`,
          refused: target === undefined ? undefined : refused,
        },
      ]}
    />
  );
}

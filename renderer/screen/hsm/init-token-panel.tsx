import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Place } from './asked.ts';
import { isPinRefusal, NewPinFields, PinField, useNewPin } from './pin-field.tsx';
import { PinWarning } from './pin-warning.tsx';
import { useHsmChange } from './use-hsm-change.ts';

/** What is typed to show that erasing is meant. */
const eraseWord = (token: HsmToken | undefined): string => token?.label || 'initialise';

function useInitDraft({ token }: Place) {
  const officer = useNewPin();
  const user = useNewPin();
  const [label, setLabel] = useState(token?.label ?? '');
  const [typed, setTyped] = useState('');
  // A token that has an officer is erased by that officer alone, whose PIN is known and stays.
  const officerSound = token ? officer.pin.length > 0 : officer.sound;
  const labelled = label.trim() !== '' && new TextEncoder().encode(label.trim()).length <= 32;
  const meant = typed === eraseWord(token);
  const sound = labelled && officerSound && user.sound && meant;
  return { officer, user, label, setLabel, typed, setTyped, labelled, meant, sound };
}

/** Erases what is in a slot, and gives it a name and PINs. */
export function InitTokenPanel({ place, onClose }: { place: Place; onClose: () => void }) {
  const { module, slot, token } = place;
  const draft = useInitDraft(place);
  const [tried, setTried] = useState(false);
  const { change, busy, error } = useHsmChange('HsmTokenInit');
  const submit = () => {
    setTried(true);
    if (!draft.sound || busy) return;
    const label = draft.label.trim();
    const pins = { officerPin: draft.officer.pin.take(), userPin: draft.user.pin.take() };
    change({ module: module.id, slot, label, ...pins }, `${label} is initialised. Open it by its user PIN.`, onClose);
  };
  const dirty = draft.officer.pin.length + draft.user.pin.length > 0;
  return (
    <FormPanel
      title={token ? `Erase ${visibleText(token.label)}` : 'Initialise a token'}
      verb={token ? 'Erase and initialise' : 'Initialise'}
      busy={busy}
      dirty={dirty}
      onSubmit={submit}
      onClose={onClose}
    >
      <Banner kind={token ? 'danger' : 'warning'}>
        Everything in the token is erased, for good: keys, certificates, whatever other programs keep there.
      </Banner>
      {token && <PinWarning whose="officer" state={token.officerPin} />}
      <TextField
        label="Label"
        autoFocus
        value={draft.label}
        onChange={(event) => draft.setLabel(event.target.value)}
        hint="What the token is called from now on, 32 bytes at most."
        error={tried && !draft.labelled ? 'A label is 1 to 32 bytes long.' : undefined}
        inputProps={{ maxLength: 32 }}
      />
      <OfficerFields officer={draft.officer} token={token} tried={tried} error={error} />
      <NewPinFields label="User PIN" secret={draft.user} tried={tried} />
      <TextField
        label={`Type ${visibleText(eraseWord(token))} to confirm`}
        mono
        value={draft.typed}
        onChange={(event) => draft.setTyped(event.target.value)}
        error={tried && !draft.meant ? `Type “${visibleText(eraseWord(token))}” first.` : undefined}
      />
      {!(token && isPinRefusal(error)) && <FailureBanner error={error} />}
    </FormPanel>
  );
}

interface OfficerFieldsProps {
  officer: ReturnType<typeof useNewPin>;
  token: HsmToken | undefined;
  tried: boolean;
  error: unknown;
}

function OfficerFields({ officer, token, tried, error }: OfficerFieldsProps) {
  if (token)
    return (
      <PinField label="Officer PIN" draft={officer.pin} tried={tried} error={error} hint="The token’s present one; it stays as it is." />
    );
  return <NewPinFields label="Officer PIN" secret={officer} tried={tried} />;
}

import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { isPinRefusal, NewPinFields, PinField, useNewPin } from './pin-field.tsx';
import { PinWarning } from './pin-warning.tsx';
import { useHsmChange } from './use-hsm-change.ts';

interface PinPanelProps {
  token: HsmToken;
  /** Whose PIN gets new, by whom. */
  what: 'user-pin' | 'officer-pin' | 'reset-pin';
  onClose: () => void;
}

const words = {
  'user-pin': { title: 'Change the user PIN of', known: 'Present user PIN', next: 'New user PIN', role: 'user' },
  'officer-pin': { title: 'Change the officer PIN of', known: 'Present officer PIN', next: 'New officer PIN', role: 'officer' },
  'reset-pin': { title: 'Reset the user PIN of', known: 'Officer PIN', next: 'New user PIN', role: 'officer' },
} as const;

function usePinChange({ token, what, onClose }: PinPanelProps) {
  const changed = useHsmChange('HsmPinChange');
  const reset = useHsmChange('HsmPinReset');
  const { role } = words[what];
  const done = `${what === 'officer-pin' ? 'The officer PIN' : 'The user PIN'} of ${visibleText(token.label)} is another now.`;
  const send = (known: Uint8Array, newPin: Uint8Array) =>
    what === 'reset-pin'
      ? reset.change({ token: token.id, officerPin: known, newPin }, done, onClose)
      : changed.change({ token: token.id, role, pin: known, newPin }, done, onClose);
  return { send, busy: changed.busy || reset.busy, error: changed.error ?? reset.error };
}

/** Another PIN in place of one that is known, or that the security officer sets anew. */
export function PinPanel(props: PinPanelProps) {
  const { token, what, onClose } = props;
  const { title, known: knownLabel, next: nextLabel, role } = words[what];
  const known = useSecretDraft();
  const next = useNewPin();
  const [tried, setTried] = useState(false);
  const { send, busy, error } = usePinChange(props);
  const submit = () => {
    setTried(true);
    if (known.length > 0 && next.sound && !busy) send(known.take(), next.pin.take());
  };
  return (
    <FormPanel
      title={`${title} ${visibleText(token.label)}`}
      verb={what === 'reset-pin' ? 'Reset PIN' : 'Change PIN'}
      busy={busy}
      dirty={next.pin.length > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <PinWarning whose={role} state={role === 'user' ? token.userPin : token.officerPin} />
      <PinField label={knownLabel} draft={known} tried={tried} error={error} autoFocus />
      <NewPinFields label={nextLabel} secret={next} tried={tried} />
      {!isPinRefusal(error) && <FailureBanner error={error} />}
    </FormPanel>
  );
}

import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { CheckField } from '../../component/check-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { PinWarning } from './pin-warning.tsx';
import { isPinRefusal, PinField } from './pin-field.tsx';
import { useHsmChange } from './use-hsm-change.ts';
import { useProbe } from './use-probe.ts';

/** Opens a token by its user PIN; what it can do is tried where nobody knows it yet. */
export function OpenTokenPanel({ token, onClose }: { token: HsmToken; onClose: () => void }) {
  const pin = useSecretDraft();
  const [keep, setKeep] = useState(token.keepsPin);
  const [tried, setTried] = useState(false);
  const { change, busy, error } = useHsmChange('HsmTokenOpen');
  const probe = useProbe();
  const label = visibleText(token.label);
  const submit = () => {
    setTried(true);
    if (pin.length === 0 || busy) return pin.focus();
    change({ token: token.id, pin: pin.take(), keep }, `${label} is open.`, (opened) => {
      if (!opened.ability) probe.start(opened.id);
      onClose();
    });
  };
  return (
    <FormPanel title={`Open ${label}`} verb="Open token" busy={busy} dirty={false} onSubmit={submit} onClose={onClose}>
      <PinWarning whose="user" state={token.userPin} />
      <PinField label="User PIN" draft={pin} tried={tried} error={error} autoFocus />
      <CheckField
        label="Keep the PIN, sealed"
        checked={keep}
        onChange={setKeep}
        hint="The token is then opened by itself whenever the house is unlocked. Otherwise the PIN is in memory alone, and gone when the house is sealed."
      />
      {!isPinRefusal(error) && <FailureBanner error={error} />}
    </FormPanel>
  );
}

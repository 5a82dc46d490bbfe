import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { checkInput } from '../../component/form-check.ts';
import { useHsmChange } from './use-hsm-change.ts';

/** What a person knows of a token's certification; nobody guesses it. */
export function CertificationPanel({ token, onClose }: { token: HsmToken; onClose: () => void }) {
  const before = token.certification ?? '';
  const [text, setText] = useState(before);
  const { change, busy, error } = useHsmChange('HsmTokenPatch');
  const input = { token: token.id, certification: text.trim() || null };
  const problem = checkInput('HsmTokenPatch', input)['certification'];
  const submit = () => {
    if (!problem && !busy) change(input, `The certification of ${visibleText(token.label)} is saved.`, onClose);
  };
  return (
    <FormPanel
      title={`Certification of ${visibleText(token.label)}`}
      verb="Save"
      busy={busy}
      dirty={text !== before}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Certification"
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        hint="Level and number of its certificate, as its maker or NIST has them: FIPS 140-3 level 3, #4703. Leave it empty where you don’t know."
        error={problem}
        inputProps={{ maxLength: 100 }}
      />
      <FailureBanner error={error} />
    </FormPanel>
  );
}

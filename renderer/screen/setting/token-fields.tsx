import { Banner } from '../../component/banner.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { PinField } from '../hsm/pin-field.tsx';
import type { SlotDraft } from './use-add-slot.ts';
import { useOpenTokens } from './use-open-tokens.ts';

interface TokenFieldsProps {
  slot: SlotDraft;
  /** Whether to say what is missing. */
  tried: boolean;
}

/** Which token the key of a slot is made in, and its PIN, to show that whoever adds it can open it again. */
export function TokenFields({ slot, tried }: TokenFieldsProps) {
  const choices = useOpenTokens().open.map(({ id, label, serial, model }) => ({
    value: id,
    label: visibleText(label),
    hint: `${visibleText(model)}, serial number ${visibleText(serial)}`,
  }));
  return (
    <>
      <ChoiceField label="Token" choices={choices} value={slot.token ?? ''} onChange={(token) => slot.change({ token })} />
      {tried && slot.token === undefined && (
        <div role="alert">
          <Meaning kind="danger">Choose a token.</Meaning>
        </div>
      )}
      <PinField
        label="User PIN"
        draft={slot.pin}
        tried={tried}
        error={slot.attempt.error}
        hint="The token’s own. It is compared and kept nowhere; unlocking asks for it each time."
      />
      <Banner kind="warning">
        The key can’t be copied: a token that is lost, broken or erased, or whose PIN is forgotten, opens the house no more. Always keep a
        slot that needs no token, such as recovery shares.
      </Banner>
    </>
  );
}

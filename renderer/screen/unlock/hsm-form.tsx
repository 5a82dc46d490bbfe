import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { slotLookQuery } from '../../api/slot-query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { isPinRefusal, PinField } from '../hsm/pin-field.tsx';
import { LibraryQuestion } from './library-question.tsx';
import { UnlockRow } from './passphrase-form.tsx';
import { useSecretDraft } from './secret-draft.ts';
import { TokenSign, tokenName } from './token-sign.tsx';
import type { UnlockFormProps } from './unlock-form.ts';

type Look = Output<'SlotLook'>;

/** Why it can't be unlocked yet, beside what every way has to wait for. */
function stopOf(look: Look | undefined, token: string, confirmed: string | undefined): string | undefined {
  if (!look) return undefined;
  if (look.state === 'unconfirmed') return look.print === confirmed ? undefined : 'Say first that its library may be loaded.';
  if (look.state === 'absent') return `Plug ${token} in first.`;
  if (look.hasPinPad) return 'This token wants its PIN typed on itself, which Strongroom can’t ask it for.';
  return look.userPin === 'locked' ? 'The token has locked its PIN.' : undefined;
}

/** What the field can't say: that it is another PIN is said beside it. */
function unsaid(error: unknown, look: Look | undefined): unknown {
  // The page says so already, and until it is plugged in.
  const isAbsent = isVaultError(error, 'HsmUnavailable') && error.data.reason === 'absent' && look?.state === 'absent';
  return isPinRefusal(error) || isAbsent ? undefined : error;
}

/** Opens the house with a key in a token, once that is plugged in, by its PIN. A PIN is sent once, and typed anew for another try. */
export function HsmForm({ slot, attempt, unlock }: UnlockFormProps) {
  const { data: look } = useQuery({ ...slotLookQuery(useClient(), slot.id), enabled: !attempt.busy });
  const pin = useSecretDraft();
  const [tried, setTried] = useState(false);
  const [confirmed, setConfirmed] = useState<string>();
  const stop = stopOf(look, tokenName(slot), confirmed);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (attempt.left > 0 || attempt.busy || stop !== undefined) return;
    setTried(true);
    if (pin.length === 0) return pin.focus();
    const given = { kind: 'hsm', slot: slot.id, pin: pin.take(), ...(confirmed !== undefined && { confirmed }) } as const;
    pin.clear();
    setTried(false);
    await attempt.run(async () => void (await unlock(given)));
    pin.focus();
  };
  return (
    <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <TokenSign slot={slot} look={look} busy={attempt.busy} />
      {look?.state === 'unconfirmed' && <LibraryQuestion slot={slot} look={look} confirmed={confirmed} onConfirm={setConfirmed} />}
      <PinField label="PIN" draft={pin} tried={tried} error={attempt.error} autoFocus />
      <FailureBanner error={unsaid(attempt.error, look)} />
      <UnlockRow attempt={attempt} label="Unlock with the token" unavailable={stop} />
    </Box>
  );
}

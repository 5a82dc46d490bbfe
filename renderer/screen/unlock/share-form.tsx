import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconX } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { UnlockRow } from './passphrase-form.tsx';
import { useSecretDraft } from './secret-draft.ts';
import { ShareField } from './share-field.tsx';
import type { UnlockFormProps } from './unlock-form.ts';
import { useGatheredShares } from './use-gathered-shares.ts';

const atShare = (position: number, gathered: number) => (position >= gathered ? 'This share' : `Share ${position + 1}`);

/** What the engine found wrong with one share, said beside the field. */
function shareError(error: unknown, gathered: number): string | undefined {
  if (isVaultError(error, 'ShareInvalid')) {
    return `${atShare(error.data.position, gathered)} is not as printed: its check doesn’t match. Compare it with the sheet, character by character.`;
  }
  if (isVaultError(error, 'ShareForeign')) {
    return `${atShare(error.data.position, gathered)} is sound but belongs to another set. Enter one of the set that was made for this slot.`;
  }
  return undefined;
}

const entered = 'This share was entered already. Each must come from another sheet.';

/** Opens the house with recovery shares, entered one by one; the engine checks each as it comes. */
export function ShareForm({ slot, attempt, unlock }: UnlockFormProps) {
  const draft = useSecretDraft();
  const gathered = useGatheredShares();
  const [local, setLocal] = useState<string>();
  const needed = slot.threshold ?? 0;
  const tooFew = isVaultError(attempt.error, 'SharesTooFew');
  const fieldError = local ?? shareError(attempt.error, gathered.count);

  const offer = async () => {
    const share = draft.take();
    if (share.length === 0 || gathered.has(share)) {
      share.fill(0);
      setLocal(draft.length === 0 ? 'Enter a share.' : entered);
      return;
    }
    setLocal(undefined);
    await attempt.run(() =>
      unlock({ kind: 'shares', slot: slot.id, shares: [...gathered.take(), share.slice()] }).then(
        () => {
          share.fill(0);
          gathered.clear();
          draft.clear();
        },
        (error: unknown) => {
          const taken = isVaultError(error, 'SharesTooFew') && error.data.given > gathered.count;
          if (taken) {
            gathered.add(share);
            draft.clear();
          } else share.fill(0);
          if (isVaultError(error, 'SharesTooFew') && !taken) setLocal(entered);
          throw error;
        },
      ),
    );
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (attempt.left > 0 || attempt.busy) return;
    await offer();
    draft.focus();
  };
  return (
    <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Gathered count={gathered.count} needed={needed} onRemove={gathered.remove} />
      <ShareField
        label={needed === 0 ? `Share ${gathered.count + 1}` : `Share ${gathered.count + 1} of ${needed}`}
        draft={draft}
        autoFocus
        readOnly={attempt.busy}
        error={fieldError}
        hint="Type or paste it from its sheet or file. Spaces, line breaks and capitals make no difference."
      />
      {fieldError === undefined && !tooFew && <FailureBanner error={attempt.error} />}
      <UnlockRow attempt={attempt} label={gathered.count + 1 >= needed ? 'Unlock' : 'Check and go on'} />
    </Box>
  );
}

function Gathered({ count, needed, onRemove }: { count: number; needed: number; onRemove: (position: number) => void }) {
  return (
    <Box role="status">
      {count > 0 && (
        <>
          <Typography sx={{ mb: 1 }}>
            {count} of {needed} shares fit; {Math.max(0, needed - count)} to go.
          </Typography>
          {Array.from({ length: count }, (_, position) => (
            <Box key={position} sx={{ display: 'flex', alignItems: 'center', gap: 2, borderTop: 1, borderColor: 'line.main' }}>
              <Box sx={{ flex: 1 }}>
                <Meaning kind="ok">Share {position + 1} fits</Meaning>
              </Box>
              <IconAction label={`Take share ${position + 1} out`} onClick={() => onRemove(position)}>
                <IconX />
              </IconAction>
            </Box>
          ))}
        </>
      )}
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { isPinRefusal } from '../hsm/pin-field.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { ShareList } from '../first-run/share-list.tsx';
import { SplitChooser } from '../first-run/split-chooser.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { KindChoice } from './kind-choice.tsx';
import { OwnPassword } from './own-password.tsx';
import { TokenFields } from './token-fields.tsx';
import { useAddSlot, type SlotDraft } from './use-add-slot.ts';

/** One more way to open the house. Shares are shown once, here, before the panel closes. */
export function AddSlotPanel({ onClose }: { onClose: () => void }) {
  const slot = useAddSlot();
  const say = useToast();
  const { data: instance } = useQuery(instanceQuery(useClient()));
  const [tried, setTried] = useState(false);
  const add = async () => {
    setTried(true);
    if (!slot.sound) return;
    if (!(await slot.add())) return (slot.kind === 'hsm' ? slot.pin : slot.password).focus();
    say({ text: `The slot ${slot.label.trim()} was added.` });
    if (slot.kind !== 'shares') onClose();
  };
  if (slot.shares) return <SharesPanel slot={slot} shares={slot.shares} organisation={instance?.organisation ?? ''} onClose={onClose} />;
  const actions = (leave: () => void) => (
    <>
      <Button onClick={leave}>Cancel</Button>
      <ActionButton
        variant="contained"
        color="primary"
        busy={slot.attempt.busy}
        unavailable={waitReason(slot.attempt.left)}
        onClick={() => void add()}
      >
        Add the slot
      </ActionButton>
    </>
  );
  return (
    <SidePanel title="Add an unlock slot" open dirty={slot.dirty} onClose={onClose} actions={actions}>
      <KindChoice kind={slot.kind} keychain={instance?.keychain ?? 'absent'} onKind={(kind) => slot.change({ kind })} />
      <TextField
        label="Label"
        hint="What it is called where people choose: whose passphrase, which keepers of shares."
        value={slot.label}
        error={tried && slot.label.trim() === '' ? 'Give it a label.' : undefined}
        onChange={(event) => slot.change({ label: event.target.value })}
        inputProps={{ maxLength: 100 }}
      />
      <KindFields slot={slot} tried={tried} />
      <OwnPassword draft={slot.password} attempt={slot.attempt} tried={tried} />
      {!isSaid(slot.attempt.error) && <FailureBanner error={slot.attempt.error} />}
    </SidePanel>
  );
}

/** What a slot of the chosen kind wants besides. */
function KindFields({ slot, tried }: { slot: SlotDraft; tried: boolean }) {
  switch (slot.kind) {
    case 'passphrase':
      return <NewSecretField label="New passphrase" secret={slot.passphrase} tried={tried} measured />;
    case 'shares':
      return <SplitChooser split={slot.split} onChange={(split) => slot.change({ split })} />;
    case 'keychain':
      return null;
    case 'hsm':
      return <TokenFields slot={slot} tried={tried} />;
  }
}

/** Whether a failure is said beside a field already. */
const isSaid = (error: unknown): boolean => isVaultError(error, 'SignInFailed') || isPinRefusal(error);

interface SharesPanelProps {
  slot: SlotDraft;
  shares: readonly Uint8Array[];
  organisation: string;
  onClose: () => void;
}

function SharesPanel({ slot, shares, organisation, onClose }: SharesPanelProps) {
  const [sure, setSure] = useState(false);
  const close = () => (sure ? onClose() : setSure(true));
  return (
    <SidePanel
      title="Save the recovery shares"
      open
      dirty={false}
      onClose={close}
      actions={
        <Button variant="contained" color="primary" onClick={close}>
          {sure ? 'They are kept, close' : 'Done'}
        </Button>
      }
    >
      <Typography sx={{ color: 'text.secondary' }}>
        The slot exists, and its shares are shown this once. Paper is best; a file should go to a stick at once.
      </Typography>
      <ShareList shares={shares} fact={{ organisation, split: slot.split, preparedOn: slot.addedOn }} />
      <Box role="status">
        {sure && <Banner kind="warning">Once this closes, nobody can show them again. Is every share on paper or in a file?</Banner>}
      </Box>
    </SidePanel>
  );
}

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Slot } from '../../../app/contract/instance.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { Banner } from '../../component/banner.tsx';
import { Meaning, type MeaningKind } from '../../component/meaning.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { moduleProblem } from '../hsm/hsm-text.ts';
import { PinWarning } from '../hsm/pin-warning.tsx';

type Look = Output<'SlotLook'>;

/** What the token of a slot is called. */
export const tokenName = ({ place }: Slot): string => visibleText(place?.label ?? 'the token');

interface TokenSignProps {
  slot: Slot;
  look: Look | undefined;
  /** Whether it is being unlocked. */
  busy: boolean;
}

const signs: Readonly<Record<Exclude<Look['state'], 'unconfirmed' | 'failed'>, { kind: MeaningKind; say: (name: string) => string }>> = {
  starting: { kind: 'notice', say: (name) => `Looking for ${name}…` },
  absent: { kind: 'warning', say: (name) => `Waiting for ${name} to be plugged in…` },
  there: { kind: 'hardware', say: (name) => `${name} is plugged in.` },
};

/** Which token it takes, and whether it is there. */
export function TokenSign({ slot, look, busy }: TokenSignProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        The key is in the token {tokenName(slot)}
        {slot.place && ` (serial number ${visibleText(slot.place.serial)})`}. Every other slot opens the house without it.
      </Typography>
      <Box role="status">{!busy && <Sign name={tokenName(slot)} state={look?.state ?? 'starting'} />}</Box>
      {look?.state === 'failed' && <Banner kind="danger">{moduleProblem[look.problem ?? 'crashed']}</Banner>}
      {look?.userPin && look.userPin !== 'unset' && <PinWarning whose="user" state={look.userPin} />}
    </Box>
  );
}

function Sign({ name, state }: { name: string; state: Look['state'] }) {
  if (state === 'unconfirmed' || state === 'failed') return null;
  const { kind, say } = signs[state];
  return <Meaning kind={kind}>{say(name)}</Meaning>;
}

import Box from '@mui/material/Box';
import type { HsmModule } from '../../../app/contract/hsm.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { countText } from '../../component/count-text.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import type { Ask } from './asked.ts';
import { useHsmRight } from './use-hsm-right.ts';

/** Slots whose token is to be initialised first, and how many there are without one. */
export function SlotList({ module, onAsk }: { module: HsmModule; onAsk: Ask }) {
  const right = useHsmRight();
  const empty = module.slots.filter(({ token }) => token === 'none').length;
  const blank = module.slots.filter(({ token }) => token === 'blank');
  return (
    <>
      {blank.map(({ slot, description }) => (
        <Box
          key={slot}
          sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap', borderTop: 1, borderColor: 'line.main', pt: 3 }}
        >
          <Meaning kind="notice">A blank token</Meaning>
          <Box sx={{ flex: 1, minWidth: 0, color: 'text.tertiary', overflowWrap: 'anywhere' }}>
            <ForeignText>{description || `Slot ${slot}`}</ForeignText>
          </Box>
          <ActionButton {...right} onClick={() => onAsk({ what: 'init', place: { module, slot } })}>
            Initialise…
          </ActionButton>
        </Box>
      ))}
      {empty > 0 && <Box sx={{ color: 'text.tertiary' }}>{countText(empty, 'slot')} without a token: plug one in.</Box>}
    </>
  );
}

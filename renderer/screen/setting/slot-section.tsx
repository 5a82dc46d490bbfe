import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countWays, leastSlots, type Slot } from '../../../app/contract/instance.ts';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { slotListQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { slotHint, slotIcons, slotTitle } from '../unlock/slot-choice.tsx';
import { AddSlotPanel } from './add-slot-panel.tsx';
import { RemoveSlotDecision } from './remove-slot-decision.tsx';

/** The ways to open the house: what there is, one more, one less. */
export function SlotSection() {
  const { data, isError, error, refetch } = useQuery(slotListQuery(useClient()));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Slot>();
  const add = (
    <ActionButton {...useUnavailable(useMay({ operation: 'SlotAdd' }))} startIcon={<IconPlus />} onClick={() => setAdding(true)}>
      Add a slot
    </ActionButton>
  );
  return (
    <Section title="Unlock slots">
      <Typography sx={{ color: 'text.secondary', mb: 3, maxWidth: '80ch' }}>
        Each opens the whole house, so whoever holds one can read everything in it. Two must always be left: one can be lost.
      </Typography>
      {isError && <FailureState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <RowSkeleton rows={2} />}
      {data && <Slots slots={data.slots} onRemove={setRemoving} />}
      {data && <Box sx={{ mt: 3 }}>{add}</Box>}
      {adding && <AddSlotPanel onClose={() => setAdding(false)} />}
      {removing && <RemoveSlotDecision slot={removing} onClose={() => setRemoving(undefined)} />}
    </Section>
  );
}

function Slots({ slots, onRemove }: { slots: readonly Slot[]; onRemove: (slot: Slot) => void }) {
  return (
    <Box
      component="ul"
      aria-label="Unlock slots"
      sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', maxWidth: 720 }}
    >
      {slots.map((slot) => (
        <SlotRow key={slot.id} slot={slot} stop={removalStop(slots, slot)} onRemove={onRemove} />
      ))}
    </Box>
  );
}

/** Why a slot must stay: what is left must not hang on one thing that can be lost. */
function removalStop(slots: readonly Slot[], slot: Slot): string | undefined {
  if (slots.length <= leastSlots) return 'Two slots must stay. Add another one first, then remove this one.';
  const left = slots.filter(({ id }) => id !== slot.id);
  if (countWays(left) >= leastSlots) return undefined;
  return 'Two slots must stay that aren’t in the same token. Add another one first, then remove this one.';
}

function SlotRow({ slot, stop, onRemove }: { slot: Slot; stop: string | undefined; onRemove: (slot: Slot) => void }) {
  const remove = useUnavailable(useMay({ operation: 'SlotRemove' }), stop);
  const Sign = slotIcons[slot.kind];
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        px: 3,
        py: 1,
        minHeight: 48,
        '& + &': { borderTop: 1, borderColor: 'line.main' },
      }}
    >
      <Sign aria-hidden="true" />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{slotTitle(slot)}</Typography>
        <Typography variant="caption" component="div" sx={{ color: 'text.tertiary', overflowWrap: 'anywhere' }}>
          {slotHint(slot)} · added <Moment time={slot.createdOn} inList />
        </Typography>
        {slot.place && (
          <Typography variant="caption" component="div" sx={{ color: 'text.tertiary', overflowWrap: 'anywhere' }}>
            {algorithmWord[slot.place.algorithm]}, serial number <ForeignText>{slot.place.serial}</ForeignText>, reached by{' '}
            <ForeignText>{slot.place.path}</ForeignText>
          </Typography>
        )}
      </Box>
      <ActionButton variant="text" color="error" {...remove} aria-label={`Remove ${slotTitle(slot)}`} onClick={() => onRemove(slot)}>
        Remove…
      </ActionButton>
    </Box>
  );
}

const algorithmWord = { A256GCM: 'AES-256 key', 'RSA-OAEP-256': 'RSA-3072 key' } as const;

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconDeviceDesktop, IconForms, IconPlus, IconPuzzle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Slot } from '../../../app/contract/instance.ts';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { slotListQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { slotHint, slotTitle } from '../unlock/slot-choice.tsx';
import { AddSlotPanel } from './add-slot-panel.tsx';
import { RemoveSlotDecision } from './remove-slot-decision.tsx';

const leastSlots = 2;
const icons = { passphrase: IconForms, shares: IconPuzzle, keychain: IconDeviceDesktop } as const;

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
  const may = useMay({ operation: 'SlotRemove' });
  const tooFew = slots.length <= leastSlots ? 'Two slots must stay. Add another one first, then remove this one.' : undefined;
  const stop = useUnavailable(may, tooFew);
  return (
    <Box
      component="ul"
      aria-label="Unlock slots"
      sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', maxWidth: 720 }}
    >
      {slots.map((slot) => {
        const Sign = icons[slot.kind];
        return (
          <Box
            component="li"
            key={slot.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              px: 3,
              minHeight: 48,
              '& + &': { borderTop: 1, borderColor: 'line.main' },
            }}
          >
            <Sign aria-hidden="true" />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{slotTitle(slot)}</Typography>
              <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
                {slotHint(slot)} · added <Moment time={slot.createdOn} inList />
              </Typography>
            </Box>
            <ActionButton variant="text" color="error" {...stop} aria-label={`Remove ${slotTitle(slot)}`} onClick={() => onRemove(slot)}>
              Remove…
            </ActionButton>
          </Box>
        );
      })}
    </Box>
  );
}

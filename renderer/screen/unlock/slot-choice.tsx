import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import { IconCpu, IconDeviceDesktop, IconForms, IconPuzzle } from '@tabler/icons-react';
import { useId } from 'react';
import type { Slot } from '../../../app/contract/instance.ts';
import { visibleText } from '../../component/visible-text.ts';

export const slotIcons = { passphrase: IconForms, shares: IconPuzzle, keychain: IconDeviceDesktop, hsm: IconCpu } as const;

const kindWords = {
  passphrase: 'Passphrase',
  shares: 'Recovery shares',
  keychain: 'Keychain of this computer',
  hsm: 'HSM key',
} as const;

/** What a slot is called where people choose between slots. */
export function slotTitle(slot: Slot): string {
  const kind = kindWords[slot.kind];
  return slot.label === '' || slot.label.toLowerCase() === kind.toLowerCase() ? kind : slot.label;
}

/** The second line of a slot: its kind when the title is a label, and what it takes. */
export function slotHint(slot: Slot): string {
  switch (slot.kind) {
    case 'passphrase':
      return 'typed';
    case 'shares':
      return slot.threshold === undefined ? 'from paper' : `any ${slot.threshold} of ${slot.count ?? slot.threshold}, from paper`;
    case 'keychain':
      return 'without typing';
    case 'hsm':
      return slot.place === undefined ? 'in a token' : `in the token ${visibleText(slot.place.label)}`;
  }
}

interface SlotChoiceProps {
  slots: readonly Slot[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** The ways to open the house, one of which is chosen. */
export function SlotChoice({ slots, chosen, onChoose }: SlotChoiceProps) {
  const name = useId();
  return (
    <Box
      component="fieldset"
      sx={{ m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', bgcolor: 'background.paper', minWidth: 0 }}
    >
      <Box component="legend" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>
        How to unlock
      </Box>
      {slots.map((slot) => {
        const Sign = slotIcons[slot.kind];
        return (
          <Box
            component="label"
            key={slot.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              px: 3,
              minHeight: 40,
              cursor: 'pointer',
              '& + &': { borderTop: 1, borderColor: 'line.main' },
              ...(slot.id === chosen ? { bgcolor: 'primary.quiet', boxShadow: 'inset 3px 0 var(--sr-palette-primary-main)' } : {}),
            }}
          >
            <Radio size="small" name={name} value={slot.id} checked={slot.id === chosen} onChange={() => onChoose(slot.id)} />
            <Sign aria-hidden="true" />
            <Box component="span" sx={{ fontWeight: 500, flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              {slotTitle(slot)}
            </Box>
            <Box component="span" sx={{ typography: 'caption', color: 'text.tertiary' }}>
              {slotHint(slot)}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

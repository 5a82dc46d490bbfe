import Box from '@mui/material/Box';
import type { Slot } from '../../../app/contract/instance.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { Banner } from '../../component/banner.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';

interface LibraryQuestionProps {
  slot: Slot;
  look: Output<'SlotLook'>;
  /** The print of the slot that was said to be right. */
  confirmed: string | undefined;
  onConfirm: (print: string | undefined) => void;
}

const why = {
  new: 'This computer hasn’t unlocked with this slot before. Whoever could write to the data folder could have put it there, with a library of their own.',
  changed: 'This slot is another than this computer knows by this name. Somebody may have put a library of their own there.',
} as const;

/** Asks, before a library is loaded that nothing vouches for, whether it is the right one. */
export function LibraryQuestion({ slot: { place }, look, confirmed, onConfirm }: LibraryQuestionProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Banner kind={look.reason === 'changed' ? 'danger' : 'warning'}>{why[look.reason ?? 'new']}</Banner>
      {place && (
        <FactList>
          <Fact name="Library">
            <ForeignText>{place.path}</ForeignText>
          </Fact>
          {place.parameters !== '' && (
            <Fact name="Parameters">
              <ForeignText>{place.parameters}</ForeignText>
            </Fact>
          )}
        </FactList>
      )}
      <CheckField
        label="Load this library, and give it the PIN"
        hint="It runs with your rights on this computer. It is asked once; after it has opened the house this computer knows it."
        checked={look.print === confirmed}
        onChange={(checked) => onConfirm(checked ? look.print : undefined)}
      />
    </Box>
  );
}

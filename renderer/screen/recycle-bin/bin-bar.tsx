import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Selection } from '../../../app/contract/bulk.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { BulkPanel } from '../bulk/bulk-panel.tsx';
import { SelectionBar } from '../bulk/selection-bar.tsx';

interface BinBarProps {
  count: number;
  selection: Selection;
  onClear: () => void;
}

/** What is selected in the bin, and the two ways out of it; each begins with a preview. */
export function BinBar({ count, selection, onClear }: BinBarProps) {
  const [open, setOpen] = useState<'recover' | 'purge'>();
  const [begun, setBegun] = useState(false);
  const recover = useUnavailable(useMayAnywhere('SecretRecover'));
  const purge = useUnavailable(useMayAnywhere('SecretPurge'));
  const close = () => {
    setOpen(undefined);
    if (begun) onClear();
  };
  return (
    <SelectionBar text={`${count.toLocaleString('en')} selected`} onClear={onClear}>
      <ActionButton {...recover} startIcon={<IconArrowBackUp />} onClick={() => setOpen('recover')}>
        Recover
      </ActionButton>
      <ActionButton {...purge} color="error" onClick={() => setOpen('purge')}>
        Purge…
      </ActionButton>
      {open !== undefined && <BulkPanel kind={open} selection={selection} count={count} onClose={close} onBegun={() => setBegun(true)} />}
    </SelectionBar>
  );
}

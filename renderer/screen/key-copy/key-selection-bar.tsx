import { IconCopyPlus } from '@tabler/icons-react';
import { ActionButton } from '../../component/action-button.tsx';
import { countText } from '../../component/count-text.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction } from '../action/use-action.ts';
import { SelectionBar } from '../bulk/selection-bar.tsx';
import type { KeyName } from '../key/use-key-place.ts';
import { useCopyWay } from './use-copy-way.ts';

/** How many keys are selected, and what can be done with them. */
export function KeySelectionBar({ keys, onClear }: { keys: readonly KeyName[]; onClear: () => void }) {
  const goCopy = useCopyWay();
  const [first] = keys;
  const isOne = keys.every(({ vault }) => vault === first?.vault);
  const copy = useAction('key.copy', {
    run: () => first && goCopy({ source: first.vault, names: keys.map(({ name }) => name) }),
    unavailable: isOne ? undefined : 'These are keys of several vaults. Select keys of one.',
    may: useMayAnywhere('KeyCreate'),
  });
  return (
    <SelectionBar text={`${countText(keys.length, 'key')} selected`} onClear={onClear}>
      <ActionButton {...copy} startIcon={<IconCopyPlus />}>
        Make anew in another vault
      </ActionButton>
    </SelectionBar>
  );
}

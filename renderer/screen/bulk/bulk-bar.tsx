import { IconCalendarTime, IconCircleCheck, IconCircleOff, IconFileExport, IconTag, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { mostBulkItems, type Selection } from '../../../app/contract/bulk.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { countText } from '../../component/count-text.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction } from '../action/use-action.ts';
import { ExportPanel } from '../export/export-panel.tsx';
import { totalText } from '../secret/total-text.ts';
import { BulkPanel } from './bulk-panel.tsx';
import type { BulkKind } from './bulk-text.ts';
import { SelectionBar } from './selection-bar.tsx';

interface BulkBarProps {
  chosen: { readonly count: number; readonly atLeast: boolean; readonly all: boolean };
  selection: Selection;
  onClear: () => void;
}

/** What is selected, and what can be done with it; each begins with a preview. */
export function BulkBar({ chosen, selection, onClear }: BulkBarProps) {
  const [open, setOpen] = useState<BulkKind>();
  const [exporting, setExporting] = useState(false);
  const [begun, setBegun] = useState(false);
  const close = () => {
    setOpen(undefined);
    // What was done is done: a selection that stays would invite to do it twice.
    if (begun) onClear();
  };
  const { count, atLeast, all } = chosen;
  const buttons = useButtons(count, setOpen, () => setExporting(true));
  return (
    <SelectionBar text={all ? `All ${totalText({ count, atLeast })} selected` : `${count.toLocaleString('en')} selected`} onClear={onClear}>
      {buttons.filter(isShown).map(({ name, icon, offer, danger }) => (
        <ActionButton key={name} {...offer} startIcon={icon} {...(danger ? { color: 'error' } : {})}>
          {name}
        </ActionButton>
      ))}
      {open !== undefined && <BulkPanel kind={open} selection={selection} count={count} onClose={close} onBegun={() => setBegun(true)} />}
      {exporting && (
        <ExportPanel
          selection={selection}
          what={atLeast ? 'the selection' : countText(count, 'secret')}
          onClose={() => setExporting(false)}
        />
      )}
    </SelectionBar>
  );
}

const isShown = ({ shown = true }: { readonly shown?: boolean }) => shown;

/** What can be done with so many, as the palette offers it too. */
function useButtons(count: number, open: (kind: BulkKind) => void, give: () => void) {
  const unavailable =
    count > mostBulkItems
      ? `At most ${mostBulkItems.toLocaleString('en')} secrets can be changed at a time. Narrow the list by a filter first.`
      : undefined;
  const [update, remove, read] = [useMayAnywhere('SecretUpdate'), useMayAnywhere('SecretDelete'), useMayAnywhere('SecretGet')];
  const doing = (kind: BulkKind) => ({ run: () => open(kind), unavailable, may: kind === 'delete' ? remove : update });
  const readable = read.state === 'yes';
  return [
    { name: 'Tag', icon: <IconTag />, offer: useAction('selection.tag', doing('tag')), danger: false },
    { name: 'Enable', icon: <IconCircleCheck />, offer: useAction('selection.enable', doing('enable')), danger: false },
    { name: 'Disable', icon: <IconCircleOff />, offer: useAction('selection.disable', doing('disable')), danger: false },
    { name: 'Set expiry', icon: <IconCalendarTime />, offer: useAction('selection.expire', doing('expire')), danger: false },
    {
      name: 'Export',
      icon: <IconFileExport />,
      offer: useAction('selection.export', { run: give, unavailable, offered: readable }),
      danger: false,
      shown: readable,
    },
    { name: 'Delete', icon: <IconTrash />, offer: useAction('selection.delete', doing('delete')), danger: true },
  ];
}

import { IconDotsVertical } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { IconAction } from '../../component/icon-action.tsx';
import { OpenMenu } from '../../component/open-menu.tsx';
import { ActionItem } from './action-item.tsx';
import type { ActionProps } from './use-action.ts';

interface ActionMenuProps {
  label: string;
  items: readonly (readonly [words: string, action: ActionProps])[];
}

/** What is seldom done, behind one button. */
export function ActionMenu({ label, items }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <OpenMenu anchor={button} open={open} onClose={close} label={label}>
      {(menu) => (
        <IconAction {...menu} ref={button} label={label} onClick={() => setOpen(true)}>
          <IconDotsVertical />
        </IconAction>
      )}
      {items.map(([words, action]) => (
        <ActionItem key={words} words={words} action={action} onChosen={close} />
      ))}
    </OpenMenu>
  );
}

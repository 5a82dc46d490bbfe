import Menu from '@mui/material/Menu';
import { useId, type ReactNode, type RefObject } from 'react';

interface OpenMenuProps {
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  label: string;
  onClose: () => void;
  children: [(menu: { 'aria-haspopup': 'menu'; 'aria-expanded': boolean; 'aria-controls': string | undefined }) => ReactNode, ReactNode];
}

/** A button and the menu that it opens. */
export function OpenMenu({ anchor, open, label, onClose, children: [button, items] }: OpenMenuProps) {
  const id = useId();
  return (
    <>
      {button({ 'aria-haspopup': 'menu', 'aria-expanded': open, 'aria-controls': open ? id : undefined })}
      <Menu
        id={id}
        anchorEl={anchor.current}
        open={open}
        onClose={onClose}
        slotProps={{ list: { 'aria-label': label }, paper: { role: 'region', 'aria-label': label } }}
      >
        {items}
      </Menu>
    </>
  );
}

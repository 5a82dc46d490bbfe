import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { IconFilter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

/** The facets where there is no room beside the list. */
export function FacetButton({ children }: { children: ReactNode }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        startIcon={<IconFilter />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ flexShrink: 0 }}
      >
        Facets
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Facets', sx: { mt: 1, width: 300, maxHeight: '70vh' } } }}
      >
        {children}
      </Popover>
    </>
  );
}

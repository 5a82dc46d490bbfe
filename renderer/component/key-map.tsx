import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { Fragment, useId, type ReactNode } from 'react';
import { KeyCap } from './key-cap.tsx';
import { ToastPlace } from './toast-place.tsx';

export interface KeyGroup {
  readonly title: string;
  /** Keys as they are pressed, `Ctrl L` or `G then V`, and what they do. */
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

interface KeyMapProps {
  open: boolean;
  groups: readonly KeyGroup[];
  onClose: () => void;
  /** What can be chosen about keys. */
  children?: ReactNode;
}

/** The map of keys. */
export function KeyMap({ open, groups, onClose, children }: KeyMapProps) {
  const titleId = useId();
  return (
    <Dialog open={open} onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Keys</DialogTitle>
      <DialogContent sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 6, alignItems: 'start' }}>
        {groups.map((group) => (
          <Box key={group.title}>
            <Typography variant="h3" sx={{ color: 'text.secondary', mb: 2 }}>
              {group.title}
            </Typography>
            <Box
              component="dl"
              sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(88px, auto) 1fr', gap: '6px 12px', alignItems: 'center' }}
            >
              {group.keys.map(([keys, does]) => (
                <Fragment key={`${keys} ${does}`}>
                  <Box component="dt" sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'text.tertiary' }}>
                    {keys
                      .split(' ')
                      .map((key, at) => (key === 'then' || key === 'or' ? <span key={at}>{key}</span> : <KeyCap key={at}>{key}</KeyCap>))}
                  </Box>
                  <Box component="dd" sx={{ m: 0 }}>
                    {does}
                  </Box>
                </Fragment>
              ))}
            </Box>
          </Box>
        ))}
        <Box sx={{ gridColumn: '1 / -1' }}>{children}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Close
        </Button>
      </DialogActions>
      <ToastPlace />
    </Dialog>
  );
}

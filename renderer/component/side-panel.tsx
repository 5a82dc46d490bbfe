import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Fade from '@mui/material/Fade';
import Typography from '@mui/material/Typography';
import { IconX } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { measure } from '../theme/token.ts';
import { Banner } from './banner.tsx';
import { IconAction } from './icon-action.tsx';
import { ToastPlace } from './toast-place.tsx';

interface SidePanelProps {
  title: string;
  open: boolean;
  /** Whether it has room for two columns, where the window has. */
  wide?: boolean;
  /** Whether leaving would lose something typed: then it is asked first. */
  dirty: boolean;
  onClose: () => void;
  /** Buttons at the foot, the main one last. `leave` closes, asking first where something would be lost. */
  actions: ReactNode | ((leave: () => void) => ReactNode);
  children: ReactNode;
}

/** A form that comes from the right, keeps what was typed, and asks before it is lost. */
export function SidePanel({ title, open, wide = false, dirty, onClose, actions, children }: SidePanelProps) {
  const titleId = useId();
  const [asking, setAsking] = useState(false);
  const leave = () => (dirty && !asking ? setAsking(true) : close());
  const close = () => {
    setAsking(false);
    onClose();
  };
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={leave}
      slots={{ transition: Fade }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
          sx: { width: wide ? 2 * measure.panel : measure.panel, maxWidth: '100vw' },
        },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', p: '12px 12px 12px 24px', borderBottom: 1, borderColor: 'line.main' }}>
        <Typography id={titleId} variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        <IconAction label="Close" onClick={leave}>
          <IconX />
        </IconAction>
      </Box>
      <Box sx={{ position: 'relative', flex: 1, overflow: 'auto', px: 6, py: 5, display: 'flex', flexDirection: 'column', gap: 5 }}>
        {children}
      </Box>
      {asking && <AskBeforeLoss onStay={() => setAsking(false)} onLeave={close} />}
      {/* Above the buttons, which stay where they are and in sight. */}
      <ToastPlace />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2, p: '12px 24px', borderTop: 1, borderColor: 'line.main' }}>
        {typeof actions === 'function' ? actions(leave) : actions}
      </Box>
    </Drawer>
  );
}

function AskBeforeLoss({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Box sx={{ px: 6, pb: 3 }}>
      <Banner
        kind="warning"
        action={
          <Box sx={{ display: 'flex', gap: 2, flexShrink: 0 }}>
            <Button onClick={onStay} autoFocus>
              Keep writing
            </Button>
            <Button color="error" onClick={onLeave}>
              Discard
            </Button>
          </Box>
        }
      >
        What you typed isn’t saved yet and would be lost.
      </Banner>
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconKeyboard, IconLogout, IconSquareRoundedX, IconSwitchHorizontal, IconUser, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import type { Session } from '../../../app/contract/session.ts';
import { useAction } from '../action/use-action.ts';
import { useLeave } from './leave.ts';

interface PersonMenuProps {
  session: Session;
  onSignOut: () => void;
  onSeal: () => void;
  onKeyMap: () => void;
}

/** Who is signed in, with what roles, and the ways to leave. */
export function PersonMenu({ session, onSignOut, onSeal, onKeyMap }: PersonMenuProps) {
  const id = useId();
  const navigate = useNavigate();
  const { switchPerson } = useLeave();
  const switching = useAction('window.switch-person', { run: () => switchPerson(session.person.name) });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const item = (icon: ReactNode, name: string, act: () => void) => (
    <MenuItem
      onClick={() => {
        setAnchor(null);
        act();
      }}
    >
      {icon}
      {name}
    </MenuItem>
  );
  return (
    <>
      <Button
        variant="text"
        startIcon={<IconUserCircle />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ fontWeight: 400, color: 'text.secondary', maxWidth: 240 }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {session.person.displayName}
        </Box>
      </Button>
      <Menu
        id={id}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { role: 'region', 'aria-label': 'You' } }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <Box component="li" role="none" sx={{ px: 2, py: 1.5, maxWidth: 320 }}>
          <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{session.person.name}</Box>
          <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
            {session.roles.map((role) => role.name).join(', ') || 'no roles'}
          </Box>
        </Box>
        <Divider sx={{ my: '4px !important' }} />
        {item(<IconUser />, 'Your account', () => void navigate({ to: '/account' }))}
        {item(<IconKeyboard />, 'Keys', onKeyMap)}
        {item(<IconSwitchHorizontal />, 'Switch person', switching.onClick)}
        {item(<IconLogout />, 'Sign out', onSignOut)}
        {item(<IconSquareRoundedX />, 'Seal…', onSeal)}
      </Menu>
    </>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Session } from '../../../app/contract/session.ts';
import { Mark } from '../../component/mark.tsx';
import { measure } from '../../theme/token.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { PersonMenu } from './person-menu.tsx';

interface TitleStripProps {
  session: Session;
  onLock: () => void;
  onSignOut: () => void;
  onSeal: () => void;
  onKeyMap: () => void;
  /** The way into the palette. */
  search: ReactNode;
}

/** The head of the window: the place on the left, the search in the middle, the person and the lock on the right. */
export function TitleStrip({ session, onLock, search, ...menu }: TitleStripProps) {
  return (
    <Box
      component="header"
      sx={{
        height: measure.titleStrip,
        flexShrink: 0,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 3,
        borderBottom: 1,
        borderColor: 'line.main',
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', color: 'primary.main', mr: 1 }}>
        <Mark />
      </Box>
      <Breadcrumb tenant={session.tenant.name} start={session.start} />
      {search}
      <Box sx={{ flex: 1, display: 'flex', justifyContent: 'flex-end', gap: 2, minWidth: 'fit-content' }}>
        <PersonMenu session={session} {...menu} />
        <Button startIcon={<IconLock />} onClick={onLock} title="Ctrl+L" sx={{ minHeight: 28 }}>
          Lock
        </Button>
      </Box>
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Role } from '../../../app/contract/access.ts';
import { Banner } from '../../component/banner.tsx';
import { monoFamily } from '../../theme/token.ts';
import { elevationText } from './use-role.ts';

/** What a role is for, in words; what exactly it allows when one asks; and a warning where it is worth more than it says. */
export function RoleFacts({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const { elevates } = role;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}>
      <Box sx={{ color: 'text.secondary', maxWidth: '72ch' }}>{role.description}</Box>
      {elevates !== undefined && <Banner kind="warning">{elevationText[elevates]}</Banner>}
      <Button variant="text" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the actions' : 'Show the actions'}
      </Button>
      {open && (
        <Box component="dl" sx={{ m: 0, display: 'flex', flexDirection: 'column', gap: 2 }} data-selectable>
          <Actions title="On the vaults themselves" actions={role.actions} />
          <Actions title="But not" actions={role.notActions} />
          <Actions title="On what they hold" actions={role.dataActions} />
        </Box>
      )}
    </Box>
  );
}

function Actions({ title, actions }: { title: string; actions: readonly string[] }) {
  if (actions.length === 0) return null;
  return (
    <div>
      <Box component="dt" sx={{ typography: 'caption', color: 'text.tertiary' }}>
        {title}
      </Box>
      {actions.map((action) => (
        <Box component="dd" key={action} sx={{ m: 0, fontFamily: monoFamily, fontSize: 12, overflowWrap: 'anywhere' }}>
          {action}
        </Box>
      ))}
    </div>
  );
}

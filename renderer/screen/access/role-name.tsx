import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { IconStairsUp } from '@tabler/icons-react';
import { Heard } from '../../component/heard.tsx';
import { elevationText, useRole } from './use-role.ts';

/** A role by its name, marked where somebody who has it can give themselves more. */
export function RoleName({ id, name }: { id: string; name: string }) {
  const elevates = useRole(id)?.elevates;
  if (elevates === undefined) return name;
  return (
    <Tooltip title={elevationText[elevates]}>
      <Box
        component="span"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' }}
      >
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {name}
        </Box>
        <Box component={IconStairsUp} aria-hidden="true" sx={{ color: 'warning.main', width: 16, height: 16, flexShrink: 0 }} />
        <Heard>(can give itself more)</Heard>
      </Box>
    </Tooltip>
  );
}

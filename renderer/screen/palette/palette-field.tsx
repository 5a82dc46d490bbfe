import ButtonBase from '@mui/material/ButtonBase';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { IconSearch } from '@tabler/icons-react';
import { KeyCap } from '../../component/key-cap.tsx';
import type { ActionProps } from '../action/use-action.ts';

const Bar = styled(ButtonBase)(({ theme }) => ({
  flex: '0 1 440px',
  minWidth: 120,
  height: 28,
  padding: '0 6px 0 10px',
  gap: 8,
  justifyContent: 'flex-start',
  border: `1px solid ${theme.vars.palette.line.control}`,
  borderRadius: theme.shape.borderRadius,
  color: theme.vars.palette.text.tertiary,
  background: theme.vars.palette.background.default,
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  '&:hover': { background: theme.vars.palette.primary.quiet, color: theme.vars.palette.text.primary },
}));

/** The search field of the title strip: pressing it opens the palette. */
export function PaletteField({ onClick, ...keys }: Pick<ActionProps, 'onClick' | 'aria-keyshortcuts'>) {
  return (
    <Bar onClick={onClick} aria-haspopup="dialog" aria-keyshortcuts={keys['aria-keyshortcuts']}>
      <IconSearch aria-hidden="true" />
      <Box component="span" sx={{ flex: 1, textAlign: 'left', overflow: 'hidden', textOverflow: 'ellipsis' }}>
        Search every vault, or type a command
      </Box>
      <KeyCap>Ctrl K</KeyCap>
    </Bar>
  );
}

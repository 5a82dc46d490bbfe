import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import type { Unavailability } from './unavailable.ts';

interface SwitchProps extends Unavailability {
  label: string;
  on: boolean;
  busy: boolean;
  onPress: () => void;
  /** One of several under each other, instead of the one of a page. */
  small?: boolean;
  /** What it means. */
  children: ReactNode;
}

const Track = styled(ButtonBase)(({ theme }) => ({
  position: 'relative',
  width: 52,
  height: 28,
  flexShrink: 0,
  borderRadius: 14,
  border: `1px solid ${theme.vars.palette.line.control}`,
  background: theme.vars.palette.background.raised,
  '&::after': {
    content: '""',
    position: 'absolute',
    left: 4,
    top: 4,
    width: 18,
    height: 18,
    borderRadius: 9,
    background: theme.vars.palette.line.control,
    transition: 'transform 120ms',
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  '&[aria-checked="true"]': { background: theme.vars.palette.primary.main, borderColor: theme.vars.palette.primary.main },
  '&[aria-checked="true"]::after': { transform: 'translateX(24px)', background: theme.vars.palette.background.paper },
  '&[aria-disabled="true"]': { cursor: 'not-allowed', opacity: 0.6 },
  '&[data-small]': { width: 36, height: 20 },
  '&[data-small]::after': { left: 3, top: 3, width: 12, height: 12 },
  '&[data-small][aria-checked="true"]::after': { transform: 'translateX(16px)' },
  '&.Mui-focusVisible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
}));

/** A switch with its name and what it means beside it. It stays focusable where it can't be used, and says why. */
export function Switch({ label, on, busy, unavailable, onRefused, onPress, small = false, children }: SwitchProps) {
  const id = useId();
  const stopped = busy || unavailable !== undefined;
  const press = () => {
    if (!stopped) onPress();
    else if (!busy) onRefused?.();
  };
  return (
    <Box sx={{ display: 'flex', gap: small ? 3 : 4, alignItems: 'flex-start' }}>
      <Tooltip title={unavailable ?? ''}>
        <Track
          role="switch"
          data-small={small || undefined}
          aria-checked={on}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
          aria-disabled={stopped || undefined}
          aria-busy={busy || undefined}
          onClick={press}
        />
      </Tooltip>
      <Box sx={{ minWidth: 0 }}>
        <Typography id={`${id}-label`} variant={small ? 'body1' : 'h2'} component="div" sx={{ lineHeight: small ? '20px' : '28px' }}>
          {label}
        </Typography>
        <Box
          id={`${id}-hint`}
          sx={{ color: small ? 'text.tertiary' : 'text.secondary', maxWidth: '80ch', ...(small && { typography: 'caption' }) }}
        >
          {children}
        </Box>
      </Box>
    </Box>
  );
}

import Box from '@mui/material/Box';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleOff,
  IconExclamationCircle,
  IconInfoCircle,
  IconShield,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type MeaningKind = 'ok' | 'notice' | 'warning' | 'danger' | 'hardware' | 'disabled';

const look: Record<MeaningKind, { icon: Icon; color: string }> = {
  ok: { icon: IconCircleCheck, color: 'ok.main' },
  notice: { icon: IconInfoCircle, color: 'notice.main' },
  warning: { icon: IconAlertTriangle, color: 'warning.main' },
  danger: { icon: IconExclamationCircle, color: 'danger.main' },
  hardware: { icon: IconShield, color: 'hardware.main' },
  disabled: { icon: IconCircleOff, color: 'text.tertiary' },
};

/** The sign of a meaning, without its word: only where the word stands beside it. */
export function MeaningIcon({ kind }: { kind: MeaningKind }) {
  const { icon: Sign, color } = look[kind];
  return <Box component={Sign} aria-hidden="true" sx={{ color }} />;
}

/** A state said three ways at once: sign, word, colour. */
export function Meaning({ kind, children }: { kind: MeaningKind; children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1.5,
        maxWidth: '100%',
        color: look[kind].color,
        '& .tabler-icon': { width: 16, height: 16, flexShrink: 0 },
      }}
    >
      <MeaningIcon kind={kind} />
      {/* In a cell, which is one line, it ends in dots. */}
      <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {children}
      </Box>
    </Box>
  );
}

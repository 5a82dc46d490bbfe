import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import type { MeaningKind } from './meaning.tsx';
import type { ReactNode } from 'react';

interface StatusItemProps {
  icon: ReactNode;
  kind?: MeaningKind;
  onPress: () => void;
  children: ReactNode;
}

const Item = styled(ButtonBase)(({ theme }) => ({
  ...theme.typography.caption,
  height: 24,
  padding: '0 6px',
  gap: 6,
  borderRadius: theme.shape.borderRadius,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  '& .tabler-icon': { width: 15, height: 15 },
  '&:hover': { background: theme.vars.palette.primary.quiet },
  '&.Mui-focusVisible': { outlineOffset: -1 },
}));

/** One fact of the status bar; pressing it opens its page. */
export function StatusItem({ icon, kind, onPress, children }: StatusItemProps) {
  const color = kind === undefined || kind === 'disabled' ? 'text.secondary' : `${kind}.main`;
  return (
    <Item onClick={onPress} sx={{ color }}>
      {icon}
      <span>{children}</span>
    </Item>
  );
}

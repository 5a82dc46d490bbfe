import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { ForeignText } from '../../component/foreign-text.tsx';
import { visibleText } from '../../component/visible-text.ts';

const Line = styled('div')(({ theme }) => ({
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  height: 26,
  padding: '0 6px',
  borderRadius: theme.shape.borderRadius,
  cursor: 'pointer',
  overflow: 'hidden',
  '& .tabler-icon': { width: 14, height: 14, color: theme.vars.palette.line.control, flexShrink: 0, position: 'relative' },
  '&[aria-checked="true"] .tabler-icon': { color: theme.vars.palette.primary.main },
  '&[aria-checked="true"]': { fontWeight: 600 },
  '&:hover': { boxShadow: `inset 0 0 0 1px ${theme.vars.palette.line.strong}` },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
}));

const Share = styled('span')(({ theme }) => ({
  position: 'absolute',
  inset: '2px auto 2px 0',
  background: theme.vars.palette.primary.quiet,
  borderRadius: theme.shape.borderRadius,
}));

interface FacetValueProps {
  label: string;
  /** Absent where it is not known. */
  count: number | undefined;
  /** Of the commonest value, 0 to 1. */
  share: number;
  checked: boolean;
  /** Where the Tab key stops in its group. */
  first: boolean;
  /** Where it is said what keys do. */
  hintId: string;
  onToggle: () => void;
  onOnly: () => void;
}

/** One value of a field. Pressing it adds it or takes it out; pressing its name, or Enter, shows only it, and then everything again. */
export function FacetValue({ label, count, share, checked, first, hintId, onToggle, onOnly }: FacetValueProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === ' ') onToggle();
    else onOnly();
  };
  const only = (event: MouseEvent) => {
    event.stopPropagation();
    onOnly();
  };
  const Sign = checked ? IconSquareCheckFilled : IconSquare;
  return (
    <Line
      role="checkbox"
      tabIndex={first ? 0 : -1}
      aria-checked={checked}
      aria-label={count === undefined ? visibleText(label) : `${visibleText(label)}, ${count.toLocaleString('en')}`}
      aria-describedby={hintId}
      onClick={onToggle}
      onKeyDown={press}
    >
      <Share style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      <Sign aria-hidden="true" />
      <Box
        component="span"
        onClick={only}
        sx={{
          position: 'relative',
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          '&:hover': { textDecoration: 'underline' },
        }}
      >
        <ForeignText>{label}</ForeignText>
      </Box>
      <Box component="span" sx={{ flex: 1 }} />
      <Box
        component="span"
        data-figures
        sx={{ position: 'relative', color: 'text.secondary', fontWeight: 400, fontVariantNumeric: 'tabular-nums' }}
      >
        {count?.toLocaleString('en')}
      </Box>
    </Line>
  );
}

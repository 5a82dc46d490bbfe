import { styled } from '@mui/material/styles';

export const Scroller = styled('div')(({ theme }) => ({
  height: '100%',
  overflow: 'auto',
  background: theme.vars.palette.background.paper,
  // The active row carries the ring: it is where the keys act.
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible [data-active]': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
}));

export const HeadRow = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 1,
  background: theme.vars.palette.background.paper,
  borderBottom: `1px solid ${theme.vars.palette.line.main}`,
}));

export const Body = styled('div')({ position: 'relative' });

/** Stays where one looks, however far one scrolled; the rows move in it. */
export const Sight = styled('div')({ position: 'sticky', overflow: 'clip' });

export const Row = styled('div')(({ theme }) => ({
  display: 'grid',
  alignItems: 'center',
  columnGap: 16,
  padding: '0 16px',
  '&[data-body]': {
    position: 'absolute',
    left: 0,
    right: 0,
    borderBottom: `1px solid ${theme.vars.palette.line.main}`,
    cursor: 'pointer',
  },
  '&[data-body]:hover': { background: theme.vars.palette.background.default },
  '&[data-open]': {
    background: `${theme.vars.palette.primary.quiet} !important`,
    boxShadow: `inset 3px 0 ${theme.vars.palette.primary.main}`,
  },
  '&[data-chosen]:not([data-open])': { background: `color-mix(in srgb, ${theme.vars.palette.primary.quiet} 60%, transparent)` },
}));

export const HeadCell = styled('div')(({ theme }) => ({
  ...theme.typography.overline,
  color: theme.vars.palette.text.tertiary,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
}));

export const Cell = styled('div')(({ theme }) => ({
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: theme.vars.palette.text.secondary,
  '&[data-figures]': { fontVariantNumeric: 'tabular-nums' },
  '&[data-name]': { color: theme.vars.palette.text.primary, fontWeight: 600 },
}));

/** Holds the box by which a row is selected. */
export const CheckCell = styled('div')({ margin: '0 -8px 0 -6px', display: 'flex', alignItems: 'center' });

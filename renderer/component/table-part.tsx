import type { CSSObject, Theme } from '@mui/material/styles';
import { styled } from '@mui/material/styles';

const line = ({ vars }: Theme) => `1px solid ${vars.palette.line.main}`;

/** A row, of the head or of the list. */
const row: CSSObject = { display: 'grid', alignItems: 'center', columnGap: 16, padding: '0 16px' };

const bodyRow = (theme: Theme): CSSObject => ({
  position: 'absolute',
  left: 0,
  right: 0,
  // What changes in one row is nobody else's layout.
  contain: 'strict',
  borderBottom: line(theme),
  cursor: 'pointer',
  '&:hover': { background: theme.vars.palette.background.default },
  '&[data-open]': {
    background: `${theme.vars.palette.primary.quiet} !important`,
    boxShadow: `inset 3px 0 ${theme.vars.palette.primary.main}`,
  },
  '&[data-chosen]:not([data-open])': { background: `color-mix(in srgb, ${theme.vars.palette.primary.quiet} 60%, transparent)` },
});

const cell = ({ vars }: Theme): CSSObject => ({
  minWidth: 0,
  // Unlike hidden, clip makes no scroller of every cell.
  overflow: 'clip',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: vars.palette.text.secondary,
  '&[data-figures]': { fontVariantNumeric: 'tabular-nums', textAlign: 'end' },
  '&[data-name]': { color: vars.palette.text.primary, fontWeight: 600 },
});

/** The shape of what is on its way. */
const shape = ({ vars, shape: { borderRadius } }: Theme): CSSObject => ({
  content: "''",
  display: 'block',
  width: '55%',
  height: 10,
  borderRadius,
  background: vars.palette.line.main,
});

/** Holds the box by which a row is selected. */
const check: CSSObject = { margin: '0 -8px 0 -6px', display: 'flex', alignItems: 'center' };

/** A native box in the look of the others: one element for each of many rows. */
const box = ({ vars }: Theme): CSSObject => ({
  appearance: 'none',
  position: 'relative',
  display: 'grid',
  placeContent: 'center',
  width: 24,
  height: 24,
  margin: 0,
  cursor: 'pointer',
  '&::before': {
    content: "''",
    width: 14,
    height: 14,
    border: `1.5px solid ${vars.palette.text.secondary}`,
    borderRadius: 2,
  },
  '&:checked::before': { borderColor: vars.palette.primary.main, background: vars.palette.primary.main },
  '&:checked::after': {
    content: "''",
    position: 'absolute',
    top: 7,
    left: 10,
    width: 4,
    height: 8,
    border: `solid ${vars.palette.primary.contrastText}`,
    borderWidth: '0 1.5px 1.5px 0',
    transform: 'rotate(45deg)',
  },
  '@media (forced-colors: active)': { appearance: 'auto', width: 16, margin: 4, '&::before, &::after': { display: 'none' } },
});

/**
 * The grid. Rows and cells are plain elements that it styles by class: a styled component for each of them would be asked for its style
 * by every row that comes into sight.
 */
export const Scroller = styled('div')(({ theme }) => ({
  height: '100%',
  overflow: 'auto',
  background: theme.vars.palette.background.paper,
  '& .row': row,
  '& .body': bodyRow(theme),
  '& .cell': cell(theme),
  '& .check': check,
  '& .box': box(theme),
  '& .body[aria-busy] > .cell:nth-of-type(-n+4)::before': shape(theme),
  '& .body[aria-busy] > .cell:nth-of-type(2n)::before': { width: '68%' },
  '& .body[aria-busy] .box': { visibility: 'hidden' },
  // The active row carries the ring: it is where the keys act.
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible [data-active]': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
}));

export const HeadRow = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 1,
  background: theme.vars.palette.background.paper,
  borderBottom: line(theme),
}));

export const Body = styled('div')({ position: 'relative' });

/** Stays where one looks, however far one scrolled; the rows move in it. */
export const Window = styled('div')({ position: 'sticky', overflow: 'clip' });

export const HeadCell = styled('div')(({ theme }) => ({
  ...theme.typography.overline,
  color: theme.vars.palette.text.tertiary,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
}));

import type { Components, Theme } from '@mui/material/styles';
import { measure, size } from './token.ts';

/** What floats is told apart by a hairline, never by a shadow. */
export const surface: Components<Theme> = {
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { boxShadow: 'none', backgroundImage: 'none' } },
  },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({
        borderRadius: measure.cardRadius,
        border: `1px solid ${theme.vars.palette.line.strong}`,
        background: theme.vars.palette.background.raised,
        margin: 24,
      }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: size.head, fontWeight: 600, padding: '16px 24px 8px' } } },
  MuiDialogContent: { styleOverrides: { root: { padding: '0 24px 16px' } } },
  MuiDialogActions: {
    styleOverrides: { root: ({ theme }) => ({ padding: '12px 24px', gap: 8, borderTop: `1px solid ${theme.vars.palette.line.main}` }) },
    defaultProps: { disableSpacing: true },
  },
  MuiBackdrop: { styleOverrides: { root: ({ ownerState }) => (ownerState.invisible ? {} : { backgroundColor: 'rgb(9 12 14 / 0.5)' }) } },
  MuiDrawer: {
    styleOverrides: {
      paper: ({ theme }) => ({
        borderLeft: `1px solid ${theme.vars.palette.line.strong}`,
        background: theme.vars.palette.background.raised,
      }),
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.line.strong}`, marginTop: 4, minWidth: 180 }),
      list: { padding: 4 },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        minHeight: measure.control,
        '@media (min-width: 600px)': { minHeight: measure.control },
        borderRadius: measure.radius,
        fontSize: size.body,
        padding: '4px 8px',
        gap: 8,
      },
    },
  },
  MuiAutocomplete: { styleOverrides: { paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.line.strong}` }) } },
  MuiPopover: { styleOverrides: { paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.line.strong}` }) } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 200, describeChild: true },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        background: theme.vars.palette.text.primary,
        color: theme.vars.palette.background.paper,
        fontSize: size.small,
        fontWeight: 400,
        padding: '4px 8px',
        maxWidth: 360,
        borderRadius: measure.radius,
      }),
    },
  },
  MuiSkeleton: {
    defaultProps: { animation: false, variant: 'rounded' },
    styleOverrides: { root: ({ theme }) => ({ background: theme.vars.palette.line.main }) },
  },
  MuiDivider: { styleOverrides: { root: ({ theme }) => ({ borderColor: theme.vars.palette.line.main }) } },
};

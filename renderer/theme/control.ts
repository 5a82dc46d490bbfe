import type { Components, CSSObject, Theme } from '@mui/material/styles';
import { measure, size } from './token.ts';

const ring = (theme: Theme): CSSObject => ({ outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 });

/** Looks dead but stays focusable, so that its reason can be read (see action-button). */
const unavailable = (theme: Theme): CSSObject => ({
  '&[aria-disabled="true"]': {
    color: theme.vars.palette.text.tertiary,
    background: theme.vars.palette.background.default,
    borderColor: theme.vars.palette.line.strong,
    cursor: 'not-allowed',
  },
  '&.MuiButton-contained[aria-disabled="true"]': { boxShadow: `inset 0 0 0 1px ${theme.vars.palette.line.strong}` },
});

const button: Components<Theme> = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
    styleOverrides: {
      root: ({ theme, ownerState }) => ({
        minHeight: measure.control,
        minWidth: 0,
        padding: '0 12px',
        borderRadius: measure.radius,
        whiteSpace: 'nowrap',
        boxShadow: 'none',
        ...(ownerState.variant === 'outlined' && ownerState.color === 'inherit'
          ? {
              borderColor: theme.vars.palette.line.control,
              background: theme.vars.palette.background.raised,
              '&:hover': { background: theme.vars.palette.primary.quiet },
            }
          : {}),
        ...(ownerState.variant === 'outlined' && ownerState.color === 'error'
          ? { borderColor: theme.vars.palette.danger.main, '&:hover': { background: theme.vars.palette.background.default } }
          : {}),
        ...(ownerState.variant === 'text' ? { padding: '0 8px', '&:hover': { background: theme.vars.palette.primary.quiet } } : {}),
        ...unavailable(theme),
      }),
      startIcon: { marginLeft: -2, marginRight: 6 },
    },
  },
  MuiIconButton: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: ({ theme }) => ({
        width: measure.control,
        height: measure.control,
        borderRadius: measure.radius,
        color: theme.vars.palette.text.secondary,
        '&:hover': { background: theme.vars.palette.primary.quiet, color: theme.vars.palette.text.primary },
        ...unavailable(theme),
      }),
    },
  },
  MuiLink: { defaultProps: { underline: 'always' } },
};

const text: Components<Theme> = {
  MuiInputBase: {
    styleOverrides: {
      root: { fontSize: size.body, lineHeight: 1.4 },
      input: ({ theme }) => ({ '&::placeholder': { color: theme.vars.palette.text.tertiary, opacity: 1 } }),
    },
  },
  MuiOutlinedInput: {
    defaultProps: { size: 'small', notched: false },
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: measure.control,
        borderRadius: measure.radius,
        background: theme.vars.palette.background.raised,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: theme.vars.palette.line.control },
        '&.Mui-focused': ring(theme),
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 1 },
        '&.Mui-error': { outlineColor: theme.vars.palette.danger.main },
      }),
      input: { padding: '5px 10px', height: 'auto', '&:focus-visible': { outline: 'none' } },
      multiline: { padding: 0 },
    },
  },
  MuiFormLabel: {
    styleOverrides: { root: ({ theme }) => ({ fontSize: size.body, fontWeight: 500, color: theme.vars.palette.text.primary }) },
  },
  MuiFormHelperText: {
    styleOverrides: { root: ({ theme }) => ({ margin: 0, fontSize: size.small, color: theme.vars.palette.text.tertiary }) },
  },
  MuiNativeSelect: { styleOverrides: { select: { padding: '5px 28px 5px 10px' } } },
  MuiSelect: { styleOverrides: { select: { padding: '5px 28px 5px 10px', minHeight: 0 } } },
};

const choice: Components<Theme> = {
  MuiCheckbox: { styleOverrides: { root: { padding: 3, borderRadius: measure.radius } } },
  MuiRadio: { styleOverrides: { root: { padding: 3 } } },
  MuiFormControlLabel: {
    styleOverrides: { root: { marginLeft: 0, marginRight: 0, gap: 6, alignItems: 'flex-start' }, label: { paddingTop: 4 } },
  },
  MuiSlider: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: { height: 4 },
      thumb: { width: 16, height: 16, boxShadow: 'none', '&:hover, &.Mui-active': { boxShadow: 'none' } },
      rail: ({ theme }) => ({ background: theme.vars.palette.line.control, opacity: 1 }),
      markLabel: ({ theme }) => ({ fontSize: size.small, color: theme.vars.palette.text.tertiary }),
    },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: ({ theme }) => ({ height: 4, borderRadius: 2, background: theme.vars.palette.line.main }),
      bar: { borderRadius: 2 },
    },
  },
};

/** Controls: 32 px high, square-ish, bordered; the ring is 2 px with a gap of 2. */
export const control: Components<Theme> = { ...button, ...text, ...choice };

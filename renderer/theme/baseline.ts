import type { Components, Theme } from '@mui/material/styles';
import { measure } from './token.ts';

/** What every page has before any component: type, ring, icons, scrollbars, words that are only heard. */
export const baseline: Components<Theme> = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      'html, body, #root': { height: '100%', overflow: 'hidden' },
      // Not inherited, as MUI has it: then whatever changes in an element would have all in it styled anew.
      '*, *::before, *::after': { boxSizing: 'border-box' },
      body: { fontFeatureSettings: "'ss03', 'cv05'", WebkitFontSmoothing: 'antialiased', userSelect: 'none' },
      'input, textarea, [data-selectable]': { userSelect: 'text' },
      // Not whole tables: tabular figures widen the hyphens of names too.
      'time, output, [data-figures]': { fontVariantNumeric: 'tabular-nums' },
      ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
      '[tabindex="-1"]:focus-visible': { outline: 'none' },
      '.tabler-icon': { width: measure.icon, height: measure.icon, strokeWidth: 1.75, flexShrink: 0 },
      '::selection': { background: theme.vars.palette.primary.main, color: theme.vars.palette.primary.contrastText },
      '*': { scrollbarWidth: 'thin', scrollbarColor: `${theme.vars.palette.line.strong} transparent` },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
        },
      },
    }),
  },
};

import { createTheme } from '@mui/material/styles';
import { baseline } from './baseline.ts';
import { control } from './control.ts';
import { paletteOf } from './palette.ts';
import { surface } from './surface.ts';
import { dark, fontFamily, light, measure } from './token.ts';
import { typography } from './typography.ts';

/** Opacity and small translations only, 120 to 160 ms; none where the person asked for less motion. */
const duration = { shortest: 120, shorter: 120, short: 120, standard: 140, complex: 160, enteringScreen: 140, leavingScreen: 120 };

/** The one theme: both appearances as CSS variables, chosen by `data-appearance` on the root element. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'sr', colorSchemeSelector: 'data-appearance' },
  colorSchemes: { light: { palette: paletteOf(light) }, dark: { palette: paletteOf(dark) } },
  defaultColorScheme: 'light',
  spacing: 4,
  shape: { borderRadius: measure.radius },
  typography: { fontFamily, ...typography },
  transitions: { duration },
  motion: { reducedMotion: 'system' },
  focusVisible: { outlineWidth: 2, outlineOffset: 2 },
  components: { ...baseline, ...control, ...surface },
});

import type { PaletteOptions } from '@mui/material/styles';
import type { Scheme } from './token.ts';

export interface Meaning {
  readonly main: string;
  readonly contrastText: string;
}

declare module '@mui/material/styles' {
  interface CssThemeVariables {
    enabled: true;
  }
  interface TypeText {
    tertiary: string;
  }
  interface TypeBackground {
    raised: string;
  }
  interface PaletteColor {
    quiet?: string;
  }
  interface SimplePaletteColorOptions {
    quiet?: string;
  }
  interface House {
    line: { main: string; strong: string; control: string };
    ok: Meaning;
    notice: Meaning;
    danger: Meaning;
    hardware: Meaning;
  }
  interface Palette extends House {}
  interface PaletteOptions extends Partial<House> {}
}

/** Turns the tokens of one appearance into MUI's names, and adds the house's own. */
export function paletteOf(scheme: Scheme): PaletteOptions {
  const meaning = (main: string) => ({ main, light: main, dark: main, contrastText: scheme.onAccent });
  return {
    primary: {
      main: scheme.accent,
      light: scheme.accent,
      dark: scheme.accentHover,
      contrastText: scheme.onAccent,
      quiet: scheme.accentQuiet,
    },
    secondary: meaning(scheme.textSecond),
    success: meaning(scheme.ok),
    info: meaning(scheme.notice),
    warning: meaning(scheme.warning),
    error: meaning(scheme.danger),
    ok: meaning(scheme.ok),
    notice: meaning(scheme.notice),
    danger: meaning(scheme.danger),
    hardware: meaning(scheme.hardware),
    text: { primary: scheme.text, secondary: scheme.textSecond, tertiary: scheme.textThird, disabled: scheme.textThird },
    background: { default: scheme.background, paper: scheme.surface, raised: scheme.raised },
    divider: scheme.line,
    line: { main: scheme.line, strong: scheme.lineStrong, control: scheme.control },
    action: { active: scheme.textSecond, hover: scheme.background, selected: scheme.accentQuiet, disabled: scheme.textThird },
  };
}

import type { CSSProperties } from 'react';
import { monoFamily, size } from './token.ts';

declare module '@mui/material/styles' {
  interface TypographyVariants {
    mono: CSSProperties;
  }
  interface TypographyVariantsOptions {
    mono?: CSSProperties;
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    mono: true;
  }
}

const text = (fontSize: string, fontWeight: number) => ({ fontSize, fontWeight, lineHeight: 1.4, letterSpacing: 0 });

/** `h1` titles a page, `h2` a detail or dialog, `h3` a section; `mono` is for ids, URIs, values and hashes. */
export const typography = {
  htmlFontSize: 16,
  fontSize: 13,
  fontWeightMedium: 500,
  fontWeightBold: 600,
  h1: text(size.title, 600),
  h2: text(size.head, 600),
  h3: text(size.body, 600),
  h4: text(size.display, 600),
  h5: text(size.lead, 600),
  h6: text(size.body, 600),
  subtitle1: text(size.lead, 400),
  subtitle2: text(size.body, 600),
  body1: text(size.body, 400),
  body2: text(size.body, 400),
  button: { ...text(size.body, 600), textTransform: 'none' as const },
  caption: text(size.small, 400),
  overline: { ...text(size.small, 600), textTransform: 'none' as const },
  // No ligatures: what is read letter by letter shows every letter.
  mono: { ...text(size.small, 400), fontFamily: monoFamily, fontVariantLigatures: 'none' },
};

/** How a toggle of a filter looks: as high as every control, its choice by weight and a line under it. */
export const toggleLook = {
  height: 32,
  px: 2,
  typography: 'body1',
  textTransform: 'none',
  color: 'text.primary',
  borderColor: 'line.control',
  bgcolor: 'background.raised',
  whiteSpace: 'nowrap',
  '&.Mui-selected, &.Mui-selected:hover': {
    bgcolor: 'primary.quiet',
    fontWeight: 600,
    boxShadow: 'inset 0 -2px var(--sr-palette-primary-main)',
  },
} as const;

import useMediaQuery from '@mui/material/useMediaQuery';
import { measure } from '../theme/token.ts';

/** Whether the window is too narrow for a list and its detail side by side. */
export const useNarrow = () => useMediaQuery(`(max-width: ${measure.narrow - 0.05}px)`, { noSsr: true });

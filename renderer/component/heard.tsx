import { styled } from '@mui/material/styles';

/** Words for who listens instead of looking: there for screen readers, not on screen. */
export const Heard = styled('span')({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

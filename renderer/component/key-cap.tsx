import { styled } from '@mui/material/styles';

/** One key of the keyboard. */
export const KeyCap = styled('kbd')(({ theme }) => ({
  ...theme.typography.caption,
  fontFamily: theme.typography.fontFamily,
  minWidth: 22,
  padding: '1px 5px',
  textAlign: 'center',
  border: `1px solid ${theme.vars.palette.line.strong}`,
  borderRadius: theme.shape.borderRadius,
  color: theme.vars.palette.text.secondary,
}));

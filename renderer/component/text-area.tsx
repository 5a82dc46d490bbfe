import { styled } from '@mui/material/styles';

/** Where several lines are written letter by letter. What is typed stays in the element. */
export const TextArea = styled('textarea')(({ theme }) => ({
  ...theme.typography.mono,
  minHeight: 120,
  maxHeight: 360,
  resize: 'vertical',
  padding: '8px 10px',
  color: theme.vars.palette.text.primary,
  background: theme.vars.palette.background.raised,
  border: `1px solid ${theme.vars.palette.line.control}`,
  borderRadius: theme.shape.borderRadius,
  '&[aria-invalid]': { borderColor: theme.vars.palette.danger.main },
}));

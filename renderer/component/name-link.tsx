import { styled } from '@mui/material/styles';
import { createLink } from '@tanstack/react-router';

const Anchor = styled('a')(({ theme }) => ({
  color: theme.vars.palette.text.primary,
  fontWeight: 500,
  textDecoration: 'underline',
  textDecorationColor: theme.vars.palette.line.strong,
  textUnderlineOffset: 3,
  borderRadius: theme.shape.borderRadius,
  padding: '4px 0',
  minWidth: 0,
  overflowWrap: 'anywhere',
  '&:hover': { textDecorationColor: theme.vars.palette.primary.main },
}));

/** The name of something, inside a line of text, that leads to it. */
export const NameLink = createLink(Anchor);

import { styled } from '@mui/material/styles';
import { piecesOf } from './visible-text.ts';

const Sign = styled('span')(({ theme }) => ({
  margin: '0 1px',
  padding: '0 2px',
  border: `1px solid ${theme.vars.palette.line.strong}`,
  borderRadius: 2,
  fontSize: '0.85em',
  fontWeight: 400,
  color: theme.vars.palette.warning.main,
  whiteSpace: 'nowrap',
}));

/**
 * Text that somebody else wrote: names, tags, content types, persons. It is text and nothing else; its direction stays its own, and
 * characters that can't be seen are shown by a sign.
 */
export function ForeignText({ children }: { children: string }) {
  const parts = piecesOf(children);
  return <bdi>{parts.map(({ text, sign }, at) => (sign === undefined ? text : <Sign key={at}>{sign}</Sign>))}</bdi>;
}

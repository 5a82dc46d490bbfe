import { styled } from '@mui/material/styles';
import { useLayoutEffect, useRef } from 'react';
import { decodeText } from '../api/decode-text.ts';
import { piecesOf } from './visible-text.ts';

const Shown = styled('pre')(({ theme }) => ({
  ...theme.typography.mono,
  margin: 0,
  maxHeight: 240,
  overflow: 'auto',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  userSelect: 'text',
  // What can't be seen shows its sign, and turns nothing outside of itself; selected, it is what it was.
  '& [data-sign]': { fontSize: 0, unicodeBidi: 'isolate' },
  '& [data-sign]::before': {
    content: 'attr(data-sign)',
    margin: '0 1px',
    padding: '0 2px',
    border: `1px solid ${theme.vars.palette.line.strong}`,
    borderRadius: 2,
    fontSize: '0.6875rem',
    color: theme.vars.palette.warning.main,
  },
}));

/** A value as nodes whose text is the value, character by character. */
const toNodes = (value: string): readonly Node[] =>
  piecesOf(value).map(({ text, sign }) => {
    if (sign === undefined || text === '\n' || text === '\t') return document.createTextNode(text);
    const hidden = document.createElement('span');
    hidden.dataset['sign'] = sign;
    hidden.textContent = text;
    return hidden;
  });

interface ValueTextProps {
  /** UTF-8; stays its owner's, who zeroes it. */
  value: Uint8Array;
  label: string;
}

/** A value in the open. It is decoded into the one element that shows it, and kept nowhere else; leaving empties the element. */
export function ValueText({ value, label }: ValueTextProps) {
  const node = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const shown = node.current;
    shown?.replaceChildren(...toNodes(decodeText(value)));
    return () => {
      if (shown) shown.textContent = '';
    };
  }, [value]);
  return <Shown ref={node} role="region" aria-label={label} tabIndex={0} />;
}

import { styled } from '@mui/material/styles';
import { useLayoutEffect, useRef } from 'react';

const Shown = styled('pre')(({ theme }) => ({
  ...theme.typography.mono,
  margin: 0,
  maxHeight: 240,
  overflow: 'auto',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  userSelect: 'text',
}));

interface ValueTextProps {
  /** UTF-8; stays its owner's, who zeroes it. */
  value: Uint8Array;
  label: string;
}

/** A value in the open. It is decoded into the one DOM node that shows it, and kept nowhere else; leaving empties the node. */
export function ValueText({ value, label }: ValueTextProps) {
  const node = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const shown = node.current;
    if (shown) shown.textContent = new TextDecoder().decode(value);
    return () => {
      if (shown) shown.textContent = '';
    };
  }, [value]);
  return <Shown ref={node} role="region" aria-label={label} tabIndex={0} />;
}

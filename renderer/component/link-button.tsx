import Button from '@mui/material/Button';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

interface AnchorButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  startIcon?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

function AnchorButton({ color: _color, ...rest }: AnchorButtonProps) {
  return <Button component="a" {...rest} />;
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export const LinkButton = createLink(AnchorButton);

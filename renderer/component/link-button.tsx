import Button from '@mui/material/Button';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

interface AnchorButtonProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color'> {
  startIcon?: ReactNode;
  /** The main way on has the colour of action. */
  main?: boolean;
  ref?: Ref<HTMLAnchorElement>;
}

const mainLook = { variant: 'contained', color: 'primary' } as const;

function AnchorButton({ main = false, ...rest }: AnchorButtonProps) {
  return <Button component="a" {...(main ? mainLook : {})} {...rest} />;
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export const LinkButton = createLink(AnchorButton);

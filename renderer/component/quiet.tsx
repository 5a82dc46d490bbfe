import { styled } from '@mui/material/styles';

/** Words of small weight in a cell: what is said where nothing is, and what is added to a name. */
export const Quiet = styled('span')(({ theme }) => ({ color: theme.vars.palette.text.tertiary, fontWeight: 400 }));

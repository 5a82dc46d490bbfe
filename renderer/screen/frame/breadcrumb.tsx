import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { createLink, useLocation, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { placeOf } from './place.ts';

const Anchor = styled('a')(({ theme }) => ({
  color: theme.vars.palette.text.secondary,
  textDecoration: 'none',
  borderRadius: theme.shape.borderRadius,
  padding: '4px 4px',
  margin: '0 -4px',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  minWidth: 0,
  '&:hover': { color: theme.vars.palette.text.primary, textDecoration: 'underline' },
  '&[aria-current="page"]': { color: theme.vars.palette.text.primary, fontWeight: 600 },
}));

const Step = createLink(Anchor);

/** Where one is, from the tenant down to the object, each step a link. */
export function Breadcrumb({ tenant }: { tenant: string }) {
  const place = placeOf(useLocation().pathname);
  const { vault, name } = useParams({ strict: false });
  const steps: { key: string; step: (last: boolean) => ReactNode }[] = [
    {
      key: 'tenant',
      step: (last) => (
        <Step to="/" aria-current={last ? 'page' : undefined}>
          {tenant}
        </Step>
      ),
    },
  ];
  if (place)
    steps.push({
      key: place.to,
      step: (last) => (
        <Step to={place.to} aria-current={last ? 'page' : undefined}>
          {place.name}
        </Step>
      ),
    });
  if (vault !== undefined) {
    const to = place?.to === '/vaults' ? '/vaults/$vault' : '/secrets/$vault';
    steps.push({
      key: 'vault',
      step: (last) => (
        <Step to={to} params={{ vault }} aria-current={last ? 'page' : undefined}>
          {vault}
        </Step>
      ),
    });
  }
  if (vault !== undefined && name !== undefined) {
    steps.push({
      key: 'name',
      step: () => (
        <Step to="/secrets/$vault/$name" params={{ vault, name }} aria-current="page">
          {name}
        </Step>
      ),
    });
  }
  return (
    <Box component="nav" aria-label="Place" sx={{ minWidth: 0, flex: 1 }}>
      <Box component="ol" sx={{ display: 'flex', alignItems: 'center', gap: 2, listStyle: 'none', m: 0, p: 0, minWidth: 0 }}>
        {steps.map(({ key, step }, at) => (
          <Box
            component="li"
            key={key}
            sx={{ display: 'flex', alignItems: 'center', gap: 2, minWidth: 0, flexShrink: at === steps.length - 1 ? 1 : 3 }}
          >
            {at > 0 && (
              <Box component="span" aria-hidden="true" sx={{ color: 'text.tertiary' }}>
                /
              </Box>
            )}
            {step(at === steps.length - 1)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { createLink, useLocation, useParams, useSearch } from '@tanstack/react-router';
import type { Session } from '../../../app/contract/session.ts';
import { measure } from '../../theme/token.ts';
import { calendarTitle } from '../calendar/calendar-place.ts';
import { placeOf, type Place } from './place.ts';

const Anchor = styled('a')(({ theme }) => ({
  display: 'block',
  color: theme.vars.palette.text.secondary,
  textDecoration: 'none',
  borderRadius: theme.shape.borderRadius,
  padding: '4px 0',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  '&:hover': { color: theme.vars.palette.text.primary, textDecoration: 'underline' },
}));

const Step = createLink(Anchor);

const Word = styled('span')(({ theme }) => ({
  display: 'block',
  color: theme.vars.palette.text.secondary,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  '&[aria-current]': { color: theme.vars.palette.text.primary, fontWeight: 600 },
}));

const Steps = styled('ol')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  listStyle: 'none',
  margin: 0,
  padding: 0,
  minWidth: 0,
  '& > li': { display: 'flex', alignItems: 'center', minWidth: 48, flexShrink: 1 },
  '& > li[data-firm]': { flexShrink: 0 },
  '& > li + li::before': { content: '"/"', flexShrink: 0, margin: '0 8px', color: theme.vars.palette.text.tertiary },
}));

const exactly = { exact: true };

/** Where one is, from the tenant down to the object; each step above it a link. */
export function Breadcrumb({ tenant, start }: { tenant: string; start: Session['start'] }) {
  const place = placeOf(useLocation().pathname, start);
  const { vault, name } = useParams({ strict: false });
  const at = place?.to === '/' ? 'place' : name !== undefined ? 'name' : vault !== undefined ? 'vault' : 'place';
  return (
    <Box
      component="nav"
      aria-label="Place"
      // In narrow windows the search gives way, rather than every word of the path being cut; in wide ones it keeps the middle.
      sx={{ minWidth: 0, flex: 1, [`@media (max-width: ${measure.narrow - 0.05}px)`]: { flex: '1 1 auto' } }}
    >
      <Steps>
        <li>{place?.to === '/' ? <Word>{tenant}</Word> : <Step to="/">{tenant}</Step>}</li>
        {place && (
          <li data-firm>
            {at === 'place' ? (
              <PlaceWord place={place} />
            ) : (
              <Step to={place.to} activeOptions={exactly}>
                {place.name}
              </Step>
            )}
          </li>
        )}
        {vault !== undefined && (
          <li>{at === 'vault' ? <Word aria-current="page">{vault}</Word> : <VaultStep vault={vault} place={place} />}</li>
        )}
        {name !== undefined && (
          <li>
            <Word aria-current="page">{name}</Word>
          </li>
        )}
      </Steps>
    </Box>
  );
}

/** Where one is; the calendar is called by what it shows. */
function PlaceWord({ place: { to, name } }: { place: Place }) {
  const { show } = useSearch({ strict: false });
  return <Word aria-current="page">{to === '/calendar' ? calendarTitle(show) : name}</Word>;
}

function VaultStep({ vault, place }: { vault: string; place: Place | undefined }) {
  return (
    <Step to={place?.to === '/keys' ? '/keys/$vault' : '/secrets/$vault'} params={{ vault }} activeOptions={exactly}>
      {vault}
    </Step>
  );
}

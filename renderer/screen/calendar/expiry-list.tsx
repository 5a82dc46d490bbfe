import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import { Expiry } from '../../component/expiry.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Section } from '../../component/section.tsx';
import type { Expiring } from './use-expiry.ts';

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** Secrets of one day that are named; the rest are in the list behind the link. */
const mostNamed = 50;

interface DaySectionProps {
  day: number;
  secrets: readonly Expiring[];
}

/** What expires on one day, each the way to the secret. */
export function DaySection({ day, secrets }: DaySectionProps) {
  return (
    <Section title={dayFormat.format(day)}>
      {secrets.length === 0 && <Box sx={{ color: 'text.tertiary' }}>No secret expires on this day.</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {secrets.slice(0, mostNamed).map(({ vault, name, expires, enabled }) => (
          <Box
            component="li"
            key={`${vault}/${name}`}
            sx={{
              display: 'flex',
              gap: 3,
              minHeight: 32,
              alignItems: 'center',
              '& + &': { borderTop: 1, borderColor: 'line.main' },
              '& a': { color: 'text.primary' },
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              <Link to="/secrets/$vault/$name" params={{ vault, name }}>
                <ForeignText>{name}</ForeignText>
              </Link>{' '}
              <Box component="span" sx={{ color: 'text.tertiary' }}>
                in {vault}
                {!enabled && ', disabled'}
              </Box>
            </Box>
            <Expiry expires={expires} inList />
          </Box>
        ))}
      </Box>
      {secrets.length > mostNamed && (
        <Link to="/secrets" search={{ expires: { from: day, until: day + 86_400_000 } }}>
          Show all {secrets.length.toLocaleString('en')}
        </Link>
      )}
    </Section>
  );
}

/** Every day on which something expires, one after the other. */
export function ExpiryList({ days }: { days: ReadonlyMap<number, readonly Expiring[]> }) {
  const some = [...days.entries()].toSorted(([a], [b]) => a - b);
  if (some.length === 0) return <Box sx={{ py: 4, color: 'text.tertiary' }}>No secret expires in this month.</Box>;
  return some.map(([day, secrets]) => <DaySection key={day} day={day} secrets={secrets} />);
}

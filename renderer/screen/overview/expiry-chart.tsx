import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import { IconCalendarEvent } from '@tabler/icons-react';
import type { Output } from '../../../app/contract/operation.ts';
import { BarChart, type Bar } from '../../component/bar-chart.tsx';
import { countText } from '../../component/count-text.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { dayText } from '../../component/moment-text.ts';
import { Section } from '../../component/section.tsx';

const weekMs = 7 * 86_400_000;
/** Weeks whose expiries are near enough to be drawn as a warning. */
const nearWeeks = 4;
const mostVaults = 8;

interface ExpiryChartProps {
  counted: Output<'SecretAttention'>;
  now: number;
}

/** How many secrets expire in each of the next weeks. */
export function ExpiryChart({ counted, now }: ExpiryChartProps) {
  const bars = counted.byWeek.map((count, week): Bar => ({
    name: `Week from ${dayText(now + week * weekMs)}`,
    count,
    urgent: week < nearWeeks,
  }));
  const total = counted.byWeek.reduce((sum, count) => sum + count, 0);
  return (
    <Section
      title="Expiring by week"
      action={
        <LinkButton to="/calendar" startIcon={<IconCalendarEvent />}>
          Calendar
        </LinkButton>
      }
    >
      {total === 0 ? (
        <Box sx={{ color: 'text.tertiary' }}>No secret expires within the next 13 weeks.</Box>
      ) : (
        <BarChart label="Secrets expiring in the next 13 weeks" of="Week" bars={bars} ends={['this week', dayText(now + 13 * weekMs)]} />
      )}
    </Section>
  );
}

/** The vaults where something expired or soon will, the most first. */
export function ExpiryByVault({ counted }: { counted: Output<'SecretAttention'> }) {
  const rows = counted.vaults.toSorted((a, b) => b.expired + b.expiring - (a.expired + a.expiring));
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.expired + row.expiring));
  return (
    <Section title="Expired and expiring by vault">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.slice(0, mostVaults).map(({ vault, expired, expiring }) => (
          <Box
            component="li"
            key={vault}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 12em) minmax(0, 1fr) auto',
              gap: 3,
              alignItems: 'center',
              minHeight: 32,
            }}
          >
            <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', '& a': { color: 'text.primary' } }}>
              <Link to="/secrets" search={{ vault: [vault], state: ['expired', 'expiring'] }}>
                <ForeignText>{vault}</ForeignText>
              </Link>
            </Box>
            <Box aria-hidden="true" sx={{ display: 'flex', height: 8 }}>
              <Box sx={{ width: `${(expired / most) * 100}%`, bgcolor: 'danger.main' }} />
              <Box sx={{ width: `${(expiring / most) * 100}%`, bgcolor: 'warning.main' }} />
            </Box>
            <Box data-figures sx={{ color: 'text.secondary', typography: 'caption' }}>
              {[
                expired > 0 ? `${expired.toLocaleString('en')} expired` : '',
                expiring > 0 ? `${expiring.toLocaleString('en')} expiring` : '',
              ]
                .filter(Boolean)
                .join(', ')}
            </Box>
          </Box>
        ))}
      </Box>
      {rows.length > mostVaults && (
        <Box sx={{ typography: 'caption', color: 'text.tertiary', mt: 1 }}>
          And {countText(rows.length - mostVaults, 'more vault')} with less.
        </Box>
      )}
    </Section>
  );
}

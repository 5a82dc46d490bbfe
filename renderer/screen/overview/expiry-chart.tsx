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

interface Counted {
  secrets: Output<'SecretAttention'>;
  keys: Output<'KeyAttention'>;
}

/** What expires soon, by week and by vault. */
export function Expiries(counted: Counted & { now: number }) {
  return (
    <>
      {counted.secrets.total + counted.keys.total > 0 && <ExpiryChart {...counted} />}
      <ExpiryByVault {...counted} />
    </>
  );
}

/** How many secrets and keys expire in each of the next weeks. */
function ExpiryChart({ secrets, keys, now }: Counted & { now: number }) {
  const bars = secrets.byWeek.map((count, week): Bar => ({
    name: `Week from ${dayText(now + week * weekMs)}`,
    count: count + (keys.byWeek[week] ?? 0),
    urgent: week < nearWeeks,
  }));
  const total = bars.reduce((sum, { count }) => sum + count, 0);
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
        <Box sx={{ color: 'text.tertiary' }}>No secret and no key expires within the next 13 weeks.</Box>
      ) : (
        <BarChart
          label="Secrets and keys expiring in the next 13 weeks"
          of="Week"
          bars={bars}
          ends={['this week', dayText(now + 13 * weekMs)]}
        />
      )}
    </Section>
  );
}

/** Secrets and keys of a vault that expired or soon will. */
interface VaultRow {
  readonly vault: string;
  readonly secrets: number;
  readonly keys: number;
  readonly expired: number;
  readonly expiring: number;
}

/** The vaults where something expired or soon will, the most first. */
function rowsOf({ secrets, keys }: Counted): readonly VaultRow[] {
  const names = new Set([...secrets.vaults, ...keys.vaults].map(({ vault }) => vault));
  const none = { expired: 0, expiring: 0 };
  const rows = [...names].map((vault) => {
    const own = secrets.vaults.find((row) => row.vault === vault) ?? none;
    const ownKeys = keys.vaults.find((row) => row.vault === vault) ?? none;
    const [expired, expiring] = [own.expired + ownKeys.expired, own.expiring + ownKeys.expiring];
    return { vault, secrets: own.expired + own.expiring, keys: ownKeys.expired + ownKeys.expiring, expired, expiring };
  });
  return rows.toSorted((a, b) => b.expired + b.expiring - (a.expired + a.expiring));
}

/** To the lists behind the numbers: of secrets, of keys, or where there are both to the vault, which names them apart. */
function VaultLink({ row: { vault, secrets, keys }, soon }: { row: VaultRow; soon: number }) {
  const name = <ForeignText>{vault}</ForeignText>;
  if (secrets > 0 && keys > 0) {
    return (
      <Link to="/vaults/$vault" params={{ vault }}>
        {name}
      </Link>
    );
  }
  return keys > 0 ? (
    <Link to="/keys" search={{ vault, expires: { until: soon } }}>
      {name}
    </Link>
  ) : (
    <Link to="/secrets" search={{ vault: [vault], state: ['expired', 'expiring'] }}>
      {name}
    </Link>
  );
}

/** The vaults where something expired or soon will, the most first. */
function ExpiryByVault({ now, ...counted }: Counted & { now: number }) {
  const rows = rowsOf(counted);
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.expired + row.expiring));
  return (
    <Section title="Expired and expiring by vault">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.slice(0, mostVaults).map((row) => (
          <Box
            component="li"
            key={row.vault}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 12em) minmax(0, 1fr) auto',
              gap: 3,
              alignItems: 'center',
              minHeight: 32,
            }}
          >
            <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', '& a': { color: 'text.primary' } }}>
              <VaultLink row={row} soon={now + 30 * 86_400_000} />
            </Box>
            <Box aria-hidden="true" sx={{ display: 'flex', height: 8 }}>
              <Box sx={{ width: `${(row.expired / most) * 100}%`, bgcolor: 'danger.main' }} />
              <Box sx={{ width: `${(row.expiring / most) * 100}%`, bgcolor: 'warning.main' }} />
            </Box>
            <Box data-figures sx={{ color: 'text.secondary', typography: 'caption' }}>
              {figureText(row)}
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

const figureText = ({ expired, expiring }: VaultRow): string =>
  [expired > 0 ? `${expired.toLocaleString('en')} expired` : '', expiring > 0 ? `${expiring.toLocaleString('en')} expiring` : '']
    .filter(Boolean)
    .join(', ');

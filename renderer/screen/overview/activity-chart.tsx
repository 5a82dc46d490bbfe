import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { logFacetQuery, logHistogramQuery } from '../../api/log-query.ts';
import { BarChart, type Bar } from '../../component/bar-chart.tsx';
import { countText } from '../../component/count-text.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Section } from '../../component/section.tsx';
import { sumOf, type Tally } from '../log/histogram.ts';

const hourMs = 3_600_000;
const hours = 24;
const mostVaults = 5;

/** The last 24 hours until the end of this hour, so that a bar is an hour of the clock and the question stays the same for an hour. */
const lastDay = (now: number): { from: number; until: number } => {
  const end = (Math.floor(now / hourMs) + 1) * hourMs;
  return { from: end - hours * hourMs, until: end - 1 };
};

const hourText = (time: number): string => new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What was done in the last day, by hour and by vault, and what was refused: for who may read the whole log. */
export function ActivityChart({ now }: { now: number }) {
  const client = useClient();
  // Fixed while the page is open: each hour that passes would be asked for anew with every second.
  const [day] = useState(() => lastDay(now));
  const { data } = useQuery(logHistogramQuery(client, { filter: day }, hours));
  const { data: found } = useQuery(logFacetQuery(client, { filter: day }, { fields: ['vault'], limit: mostVaults + 1 }));
  if (!data || sumOf(data.total) === 0) return null;
  const barsOf = (count: (tally: Tally) => number, urgent: boolean): Bar[] =>
    data.bars.map((tally, at) => ({ name: hourText(data.from + at * data.stepMs), count: count(tally), urgent }));
  const ends = [hourText(day.from), 'now'] as const;
  const { refused } = data.total;
  const vaults = (found?.facets[0]?.values ?? []).filter(({ value }) => value !== '').slice(0, mostVaults);
  return (
    <>
      <Section title="Operations by hour" action={<LinkButton to="/log">Log</LinkButton>}>
        <BarChart label="Operations in the last 24 hours" of="Hour" bars={barsOf(sumOf, false)} ends={ends} />
      </Section>
      <Section title="Refusals by hour">
        {refused === 0 ? (
          <Box sx={{ color: 'text.tertiary' }}>Nothing was refused in the last 24 hours.</Box>
        ) : (
          <>
            <BarChart label="Refusals in the last 24 hours" of="Hour" bars={barsOf((tally) => tally.refused, true)} ends={ends} />
            <Box sx={{ mt: 1 }}>
              <Link to="/log" search={{ result: ['refused'], last: '1d' }}>
                {countText(refused, 'refusal')}
              </Link>
            </Box>
          </>
        )}
      </Section>
      {vaults.length > 0 && (
        <Section title="Use by vault">
          <VaultUse vaults={vaults} />
        </Section>
      )}
    </>
  );
}

/** How often each vault was used, the most used first. */
function VaultUse({ vaults }: { vaults: readonly { readonly value: string; readonly count: number }[] }) {
  const most = Math.max(...vaults.map(({ count }) => count));
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {vaults.map(({ value, count }) => (
        <Box
          component="li"
          key={value}
          sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 12em) minmax(0, 1fr) auto', gap: 3, alignItems: 'center', minHeight: 32 }}
        >
          <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', '& a': { color: 'text.primary' } }}>
            <Link to="/log" search={{ vault: [value], last: '1d' }}>
              <ForeignText>{value}</ForeignText>
            </Link>
          </Box>
          <Box aria-hidden="true" sx={{ width: `${(count / most) * 100}%`, height: 8, bgcolor: 'primary.main' }} />
          <Box data-figures sx={{ color: 'text.secondary', typography: 'caption' }}>
            {countText(count, 'operation')}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

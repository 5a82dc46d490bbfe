import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { usageQuery } from '../../api/endpoint-query.ts';
import { BarChart, type Bar } from '../../component/bar-chart.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { dayText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { lastDays, sumBy, sumByDay, usageDays, type Sum } from './usage.ts';

const most = 8;

/** How often what was asked of vaults, by day, vault and operation: for who may read metrics. */
export function UsageSection() {
  const may = useMay({ operation: 'UsageList' });
  return may.state === 'yes' ? <Usage /> : null;
}

function Usage() {
  const now = useNow();
  // Fixed while the page is open: the question stays the same.
  const [span] = useState(() => lastDays(now));
  const { data, error, refetch } = useQuery(usageQuery(useClient(), span));
  const body = () => {
    if (error && !data) return <FailureState error={error} onRetry={() => void refetch()} />;
    if (!data) return null;
    if (data.items.length === 0) return <Box sx={{ color: 'text.tertiary' }}>Nothing was asked in the last {usageDays} days.</Box>;
    const days = sumByDay(data.items, span.from);
    const bar = ({ day, ...sum }: (typeof days)[number], kind: 'answered' | 'refused'): Bar => ({
      name: dayText(day),
      count: sum[kind],
      urgent: kind === 'refused',
    });
    const refused = days.some((it) => it.refused > 0);
    const ends = [dayText(span.from), 'today'] as const;
    return (
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Part title="Answered">
          <BarChart label={`Answered in the last ${usageDays} days`} of="Day" bars={days.map((it) => bar(it, 'answered'))} ends={ends} />
        </Part>
        {refused && (
          <Part title="Refused and turned away">
            <BarChart label={`Refused in the last ${usageDays} days`} of="Day" bars={days.map((it) => bar(it, 'refused'))} ends={ends} />
          </Part>
        )}
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' }, gap: 6 }}>
          <Part title="By vault">
            <SumTable of="Vault" sums={sumBy(data.items, ({ vault }) => vault)} />
          </Part>
          <Part title="By operation">
            <SumTable of="Operation" sums={sumBy(data.items, ({ operation }) => operation)} />
          </Part>
        </Box>
      </Box>
    );
  };
  return <Section title="Use by day">{body()}</Section>;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Box sx={{ typography: 'overline', color: 'text.tertiary', mb: 1 }}>{title}</Box>
      {children}
    </Box>
  );
}

function SumTable({ of, sums }: { of: string; sums: readonly Sum[] }) {
  return (
    <>
      <Box
        component="table"
        sx={{
          borderCollapse: 'collapse',
          width: '100%',
          '& th, & td': { textAlign: 'left', p: '0 12px 0 0', height: 32, borderBottom: 1, borderColor: 'line.main', fontWeight: 400 },
          '& thead th': { typography: 'overline', color: 'text.tertiary' },
          '& td, & thead th + th': { textAlign: 'right', width: '7em' },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">Answered</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {sums.slice(0, most).map(({ name, answered, refused }) => (
            <tr key={name}>
              <th scope="row">
                <ForeignText>{name}</ForeignText>
              </th>
              <td data-figures>{answered.toLocaleString('en')}</td>
              <td data-figures>{refused.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      {sums.length > most && (
        <Box sx={{ typography: 'caption', color: 'text.tertiary', mt: 1 }}>
          And {(sums.length - most).toLocaleString('en')} more with less.
        </Box>
      )}
    </>
  );
}

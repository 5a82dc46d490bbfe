import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { metersQuery } from '../../api/endpoint-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Section } from '../../component/section.tsx';
import { LimitPanel } from './limit-panel.tsx';
import { Meter } from './meter.tsx';
import { useEndpointRight } from './use-change.ts';

/** How much may be asked, and how much is asked just now. */
export function LimitSection({ endpoint }: { endpoint: Endpoint }) {
  const [changing, setChanging] = useState(false);
  return (
    <Section
      title="Limits and use just now"
      action={
        <ActionButton {...useEndpointRight()} startIcon={<IconPencil />} onClick={() => setChanging(true)}>
          Change limits…
        </ActionButton>
      }
    >
      <Box sx={{ color: 'text.secondary', mb: 3, maxWidth: '80ch' }}>
        {endpoint.limit.vaultPer10s.toLocaleString('en')} requests in ten seconds for each vault,{' '}
        {endpoint.limit.identityPer10s.toLocaleString('en')} for each application. What is above is answered “429 Too Many Requests”, with
        when to ask again.
      </Box>
      <Meters endpoint={endpoint} />
      {changing && <LimitPanel endpoint={endpoint} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function Meters({ endpoint: { state, limit } }: { endpoint: Endpoint }) {
  const { data } = useQuery(metersQuery);
  if (state !== 'on') return <Box sx={{ color: 'text.tertiary' }}>Nothing is served, so nothing is asked.</Box>;
  if (!data) return <Box sx={{ color: 'text.tertiary' }}>…</Box>;
  if (data.state === 'stopped') return <FailureBanner error={data.error} />;
  const busy = data.vaults.toSorted((a, b) => b.answered + b.throttled - (a.answered + a.throttled));
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: 720 }}>
      <Meter name="Connections" value={data.connections} most={limit.connections} unit="open" />
      {busy.map(({ vault, answered, throttled }) => (
        <Meter
          key={vault}
          name={vault}
          value={answered}
          most={limit.vaultPer10s}
          unit="answered in 10 s"
          {...(throttled > 0 ? { warning: `${throttled.toLocaleString('en')} turned away` } : {})}
        />
      ))}
      {busy.length === 0 && <Box sx={{ color: 'text.tertiary' }}>No vault was asked for anything in the last ten seconds.</Box>}
    </Box>
  );
}

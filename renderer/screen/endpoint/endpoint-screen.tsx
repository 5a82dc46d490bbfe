import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconPlugConnected } from '@tabler/icons-react';
import { useClient } from '../../api/client-context.tsx';
import { endpointQuery } from '../../api/endpoint-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { AddressSection } from './address-section.tsx';
import { CheckSection } from './check-section.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { LimitSection } from './limit-section.tsx';
import { LoopbackSection } from './loopback-section.tsx';
import { ServeSection } from './serve-section.tsx';
import { TrustSection } from './trust-section.tsx';
import { UsageSection } from './usage-section.tsx';

/** How applications reach the house: whether, where, under which names, how much, and how much they did. */
export function EndpointScreen() {
  const { data, error, refetch } = useQuery(endpointQuery(useClient()));
  const navigate = useNavigate();
  const { connect = false } = useSearch({ from: '/endpoint' });
  const show = (open: boolean) => void navigate({ to: '/endpoint', search: open ? { connect: true } : {}, replace: true });
  return (
    <Page
      title="Endpoint"
      actions={
        <ActionButton startIcon={<IconPlugConnected />} onClick={() => show(true)}>
          Connect an application
        </ActionButton>
      }
    >
      {error && !data && <FailureState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowSkeleton rows={4} />}
      {data && (
        <>
          <ServeSection endpoint={data} />
          <AddressSection endpoint={data} />
          <CheckSection endpoint={data} />
          <TrustSection endpoint={data} />
          {data.address === 'loopback' && <LoopbackSection endpoint={data} />}
          <LimitSection endpoint={data} />
          <UsageSection />
        </>
      )}
      {connect && <ConnectPanel onClose={() => show(false)} />}
    </Page>
  );
}

import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { endingApplicationQuery } from '../../api/application-query.ts';
import { keyAttentionQuery } from '../../api/key-query.ts';
import { attentionQuery, logListQuery, slotListQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useReach } from '../access/use-reach.ts';
import { useOpenRequests } from '../request/use-open-request.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { ActivityChart } from './activity-chart.tsx';
import { AttentionList } from './attention-list.tsx';
import { findAttention } from './attention.ts';
import { Expiries } from './expiry-chart.tsx';
import { FirstStep } from './first-step.tsx';
import { RecentActivity } from './recent-activity.tsx';

const everything = {};

/** What the overview knows: what was read, what couldn't be, and what failed. */
function useOverview() {
  const client = useClient();
  const counted = useQuery(attentionQuery(client));
  const keys = useQuery(keyAttentionQuery(client));
  // What one may not see is not asked for: that would be a refusal in the log.
  const mayList = useMay({ operation: 'SlotList' });
  const slots = useQuery({ ...slotListQuery(client), enabled: mayList.state === 'yes' });
  const maySee = useMay({ operation: 'ApplicationList' });
  const ending = useQuery({ ...endingApplicationQuery(client), enabled: maySee.state === 'yes' });
  const { integrity: readsLog } = useReach();
  const log = useInfiniteQuery({ ...logListQuery(client, everything), enabled: readsLog });
  const requests = useOpenRequests();
  const { vaults, error } = useVaultList();
  const known = mayList.state !== 'unknown' && maySee.state !== 'unknown';
  // What one's roles don't show is no failure: it is only not looked at.
  const failure = [counted.error, keys.error, slots.error, log.error, ending.error, error].find(
    (it) => it !== null && !isVaultError(it, 'Forbidden'),
  );
  return {
    vaults,
    failure,
    secrets: counted.data,
    keys: keys.data,
    slots: slots.data?.slots,
    rows: log.data?.pages[0]?.rows,
    requests,
    ending: ending.data,
    settled: ![counted.isPending, keys.isPending, slots.isLoading, log.isLoading, ending.isLoading].includes(true) && known,
    unseen: [
      ...(counted.error ? ['secrets'] : []),
      ...(keys.error ? ['keys'] : []),
      ...(ending.data ? [] : ['applications']),
      ...(slots.data ? [] : ['unlock slots']),
      ...(log.data ? [] : ['the log']),
    ],
  };
}

/** What needs attention first; what is coming and what happened lately beside it. */
export function OverviewScreen() {
  const now = useNow();
  const { vaults, failure, settled, unseen, ...seen } = useOverview();
  const { secrets, keys, rows } = seen;
  const fresh = vaults?.every(({ secretCount, keyCount }) => secretCount + keyCount === 0) ?? false;
  return (
    <Page title="Overview">
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          columnGap: 8,
          alignItems: 'start',
        }}
      >
        <Box>
          <FailureBanner error={failure} />
          {fresh && vaults && (
            <Section title="First steps">
              <FirstStep vaults={vaults} />
            </Section>
          )}
          <Section title="Needs attention">
            {settled ? <AttentionList items={findAttention(seen, now)} unseen={unseen} /> : <RowSkeleton rows={2} />}
          </Section>
        </Box>
        <Box>
          {secrets && keys && <Expiries secrets={secrets} keys={keys} now={now} />}
          {rows && rows.length > 0 && (
            <>
              <ActivityChart now={now} />
              <RecentActivity rows={rows} />
            </>
          )}
        </Box>
      </Box>
    </Page>
  );
}

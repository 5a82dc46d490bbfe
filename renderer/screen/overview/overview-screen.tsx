import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { logListQuery, slotListQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { AttentionList } from './attention-list.tsx';
import { findAttention } from './attention.ts';
import { FirstStep } from './first-step.tsx';
import { RecentActivity } from './recent-activity.tsx';

const everything = {};

/** What needs attention first; what happened lately beside it. */
export function OverviewScreen() {
  const client = useClient();
  const now = useNow();
  const slots = useQuery(slotListQuery(client));
  const log = useInfiniteQuery(logListQuery(client, everything));
  const { vaults, error } = useVaultList();
  const rows = log.data?.pages[0]?.rows;
  const settled = !slots.isPending && !log.isPending;
  const fresh = vaults !== undefined && vaults.every((vault) => vault.secretCount === 0);
  // Who may not see slots or the log isn't told so here: these are others' concern then.
  const failure = [slots.error, log.error, error].find((it) => it !== null && !isVaultError(it, 'Forbidden'));
  return (
    <Page title="Overview">
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' }, columnGap: 8, alignItems: 'start' }}>
        <Box>
          {failure !== undefined && <FailureBanner error={failure} />}
          {fresh && (
            <Section title="First steps">
              <FirstStep vaults={vaults} />
            </Section>
          )}
          <Section title="Needs attention">{settled ? <AttentionList items={findAttention(slots.data?.slots, rows, now)} /> : <RowSkeleton rows={2} />}</Section>
        </Box>
        {rows && rows.length > 0 && <RecentActivity rows={rows} />}
      </Box>
    </Page>
  );
}

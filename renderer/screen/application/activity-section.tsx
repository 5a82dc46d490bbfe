import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { logFacetQuery } from '../../api/log-query.ts';
import { countText } from '../../component/count-text.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Late } from '../../component/late.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useLogScopes } from '../log/log-scope.ts';

const spanMs = 30 * 86_400_000;
const mostNamed = 4;
/** Every question to the log is recorded, so none is asked about what one only passes by. */
const restMs = 700;

/** When an application was last here, and what it asked for lately, from the log for who may read all of it. */
export function ActivitySection({ application }: { application: Application }) {
  const whole = useLogScopes()?.whole === true;
  const { id, lastSignInOn } = application;
  return (
    <Section
      title="Activity"
      action={
        <LinkButton to="/log" search={{ identity: [id], last: '30d' }}>
          Show in the log
        </LinkButton>
      }
    >
      <FactList>
        <Fact name="Last sign-in">{lastSignInOn === undefined ? 'never' : <Moment time={lastSignInOn} />}</Fact>
      </FactList>
      {whole && (
        <Late key={id} afterMs={restMs}>
          <Lately id={id} />
        </Late>
      )}
    </Section>
  );
}

function Lately({ id }: { id: string }) {
  const [from] = useState(() => Math.max(0, Date.now() - spanMs));
  const { data, error } = useQuery(
    logFacetQuery(useClient(), { filter: { identity: [id], from } }, { fields: ['operation', 'result', 'vault'], limit: mostNamed }),
  );
  if (error) return <FailureBanner error={error} />;
  return data ? <Counts facets={data.facets} /> : <RowSkeleton rows={1} />;
}

function Counts({ facets }: Pick<Output<'LogFacetList'>, 'facets'>) {
  const of = (name: string) => facets.find(({ field }) => field === name)?.values ?? [];
  const total = of('result').reduce((sum, { count }) => sum + count, 0);
  const refused = of('result').find(({ value }) => value === 'refused')?.count ?? 0;
  if (total === 0) return <Box sx={{ color: 'text.tertiary', mt: 2 }}>Nothing in the last 30 days.</Box>;
  const listed = (name: string) =>
    of(name)
      .filter(({ value }) => value !== '')
      .map(({ value, count }) => `${value} ${count.toLocaleString('en')}`)
      .join(', ');
  return (
    <Box sx={{ mt: 1.5 }}>
      <FactList>
        <Fact name="Last 30 days">
          {countText(total, 'request')}
          {refused > 0 && `, ${refused.toLocaleString('en')} refused`}
        </Fact>
        <Fact name="Asked for">{listed('operation')}</Fact>
        {listed('vault') !== '' && <Fact name="In">{listed('vault')}</Fact>}
      </FactList>
    </Box>
  );
}

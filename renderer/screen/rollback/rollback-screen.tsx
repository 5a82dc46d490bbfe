import { useMutation, useQuery } from '@tanstack/react-query';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceSeal } from '../../api/mutation.ts';
import { instanceQuery, sessionQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { Card } from '../../component/card.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { SignInHere } from '../sign-in/sign-in-here.tsx';
import { CalmPage } from '../unlock/calm-page.tsx';
import { AcceptForm } from './accept-form.tsx';

type Instance = Output<'InstanceGet'>;

/** The database is not what the house left: what was found, and the two ways on. */
export function RollbackScreen() {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  return (
    <CalmPage
      title="This database is not as it was left"
      lead="Strongroom remembers, outside the database, how far it had come. What it finds now is older, or was changed by someone else. Until someone decides, no value leaves the house."
      width={640}
    >
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <Choice instance={instance.data} />}
    </CalmPage>
  );
}

const count = (records: number) => `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}`;

function Choice({ instance }: { instance: Instance }) {
  const client = useClient();
  const session = useQuery(sessionQuery(client));
  const { found = 0, expected = 0 } = instance.rollback ?? {};
  return (
    <>
      <Finding rollback={instance.rollback} />
      <Way title="It is not a backup: bring the newest copy">
        <Typography sx={{ color: 'text.secondary' }}>
          Seal the house, put the newest database file back into the data folder, and start again. Nothing is changed until then. If nobody
          knows of an older copy, find out who can write to that folder.
        </Typography>
        <SealButton signedIn={session.isSuccess} />
      </Way>
      <Way title="It is a restored backup: say so">
        <Typography sx={{ color: 'text.secondary' }}>
          The decision is recorded with your name and reason. It needs a security administrator
          {session.isSuccess ? '.' : ', so sign in first.'}
        </Typography>
        {session.isSuccess ? (
          <AcceptForm organisation={instance.organisation ?? session.data.tenant.name} lost={Math.max(0, expected - found)} />
        ) : (
          !session.isPending && <SignInHere people={instance.people ?? []} />
        )}
      </Way>
    </>
  );
}

/** What does not add up, in words: fewer records than were seen, or rows that are not those that were written. */
function Finding({ rollback }: Pick<Instance, 'rollback'>) {
  const { found = 0, expected = 0, altered = [] } = rollback ?? {};
  return (
    <Banner kind="warning">
      <FactList>
        {found < expected && (
          <>
            <Fact name="Found">{count(found)}</Fact>
            <Fact name="Expected">at least {count(expected)}</Fact>
            <Fact name="Missing">{count(expected - found)}</Fact>
          </>
        )}
        {altered.length > 0 && <Fact name="Not as written">{altered.map((set) => rowSets[set] ?? set).join(', ')}</Fact>}
      </FactList>
      <Typography sx={{ mt: 2, color: 'text.secondary' }}>
        {found < expected
          ? 'Either someone put back an older copy of the file, by mistake or to hide what happened since; or it is a backup, restored on purpose.'
          : 'Rows are missing, doubled or older than they were, though the log is complete: someone changed the file from outside.'}
      </Typography>
    </Banner>
  );
}

/** What people call the sets of rows that are counted. */
const rowSets: Readonly<Record<string, string>> = {
  person: 'people',
  group: 'groups',
  membership: 'who is in which group',
  factor: 'second factors',
  grant: 'who may do what',
  request: 'requests for access',
  vault: 'vaults',
  manifest: 'the count of some rows',
};

function SealButton({ signedIn }: { signedIn: boolean }) {
  const client = useClient();
  const seal = useMutation(instanceSeal(client));
  return (
    <>
      <FailureBanner error={seal.error} />
      <ActionButton
        sx={{ alignSelf: 'flex-start' }}
        busy={seal.isPending}
        unavailable={signedIn ? undefined : 'Sign in below first, or close the window: that ends the engine as well.'}
        onClick={() => seal.mutate()}
      >
        Seal now
      </ActionButton>
    </>
  );
}

function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card aria-label={title}>
      <Typography component="h2" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      {children}
    </Card>
  );
}

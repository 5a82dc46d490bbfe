import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { FailureState } from '../../component/failure-state.tsx';
import { CalmPage } from '../unlock/calm-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The house is open, and asks who is there. */
export function SignInScreen() {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const organisation = instance.data?.organisation;
  return (
    <CalmPage
      title={organisation === undefined ? 'Sign in' : `Sign in to ${organisation}`}
      lead="The house is open. Say who you are; the log records it."
    >
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <SignInForm people={instance.data.people ?? []} />}
    </CalmPage>
  );
}

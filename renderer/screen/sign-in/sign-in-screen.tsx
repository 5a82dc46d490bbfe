import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { CalmPage } from '../unlock/calm-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The house is open, and asks who is there. @param props.ended whether a session just ended that its person didn’t end */
export function SignInScreen({ ended = false }: { ended?: boolean }) {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const organisation = instance.data?.organisation;
  return (
    <CalmPage
      title={organisation === undefined ? 'Sign in' : `Sign in to ${organisation}`}
      lead="The house is open. Say who you are; the log records it."
    >
      {ended && (
        <Banner kind="notice">
          Your session has ended: your account was disabled, its password or second factor was changed, or an administrator ended it. If you
          can’t sign in, ask an administrator.
        </Banner>
      )}
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <SignInForm people={instance.data.people ?? []} />}
    </CalmPage>
  );
}

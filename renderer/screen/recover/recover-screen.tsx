import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { FailureState } from '../../component/failure-state.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import { CalmPage } from '../unlock/calm-page.tsx';
import { RecoverForm } from './recover-form.tsx';

/** After unlocking by recovery shares: what was forgotten can be replaced, or left as it is. */
export function RecoverScreen() {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const [skipped, setSkipped] = useState(false);
  if (skipped) return <SignInScreen />;
  return (
    <CalmPage
      title="Opened by recovery shares"
      lead="The house is open, and the log says how. Replace what was forgotten now; this is possible until somebody signs in. The shares stay valid."
      width={640}
    >
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <RecoverForm people={instance.data.people ?? []} onSkip={() => setSkipped(true)} />}
    </CalmPage>
  );
}

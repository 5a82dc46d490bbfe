import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceRecover } from '../../api/mutation.ts';
import { useNewSecret } from '../first-run/use-new-secret.ts';
import type { Person } from '../sign-in/person-choice.tsx';
import { useAttempt } from '../unlock/use-attempt.ts';

/** What is about to replace the forgotten, and what came of it. */
export function useRecover(people: readonly Person[]) {
  const { mutateAsync } = useMutation(instanceRecover(useClient()));
  const attempt = useAttempt();
  const passphrase = useNewSecret();
  const password = useNewSecret();
  const [person, setPerson] = useState(people[0]?.name ?? '');
  const [tried, setTried] = useState(false);
  const personGone = isVaultError(attempt.error, 'BadParameter');

  /** @returns whether everything was in order to be asked */
  const submit = (): boolean => {
    setTried(true);
    if ([passphrase, password].some((it) => it.error !== undefined || it.againError !== undefined)) return false;
    const recover = async () => {
      await mutateAsync({ passphrase: passphrase.draft.take(), person, password: password.draft.take() });
      passphrase.clear();
      password.clear();
    };
    void attempt.run(recover);
    return true;
  };
  return {
    passphrase,
    password,
    person,
    setPerson,
    tried,
    submit,
    busy: attempt.busy,
    personGone,
    failure: personGone ? undefined : attempt.error,
  };
}

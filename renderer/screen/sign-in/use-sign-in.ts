import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { personName } from '../../../app/contract/common.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionCreate } from '../../api/mutation.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { otherPerson, type Person } from './person-choice.tsx';

const nameErrorOf = (name: string): string | undefined => {
  if (name === '') return 'Enter your sign-in name.';
  return personName.safeParse(name).success ? undefined : 'A sign-in name has letters, digits and . _ @ - only.';
};

/** Who signs in, the password being typed, and what came of the last attempt. */
export function useSignIn(people: readonly Person[]) {
  const { mutateAsync: signIn } = useMutation(sessionCreate(useClient()));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [chosen, setChosen] = useState(people[0]?.name ?? otherPerson);
  const [typedName, setTypedName] = useState('');
  const [tried, setTried] = useState(false);
  const name = chosen === otherPerson ? typedName.trim() : chosen;
  const nameError = nameErrorOf(name);
  const refused = isVaultError(attempt.error, 'SignInFailed');

  const passwordError = (): string | undefined => {
    if (tried && password.length === 0) return 'Enter your password.';
    return refused ? 'Name and password don’t belong together. The attempt was recorded.' : undefined;
  };
  const choose = (next: string) => {
    setChosen(next);
    setTried(false);
    attempt.forgive();
    password.clear();
  };
  const submit = async () => {
    if (attempt.left > 0 || attempt.busy) return;
    setTried(true);
    if (nameError === undefined && password.length > 0) {
      await attempt.run(async () => void (await signIn({ person: name, password: password.take() })));
    }
    password.focus();
  };
  return {
    attempt,
    password,
    chosen,
    choose,
    typedName,
    setTypedName,
    submit,
    nameError: tried ? nameError : undefined,
    passwordError: passwordError(),
    /** What is not said beside a field. */
    failure: refused ? undefined : attempt.error,
  };
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionCreate } from '../../api/mutation.ts';
import { invitationAccept } from '../../api/person-mutation.ts';
import { useNewSecret } from '../first-run/use-new-secret.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { nameErrorOf, type FactorAsked } from './use-sign-in.ts';

interface Accepting {
  readonly onFactor: (asked: FactorAsked, person: string) => void;
  /** The invitation is accepted, but signing in has to be done by hand. */
  readonly onAccepted: (person: string) => void;
}

/** Who was invited, the code, the password to come, and what came of it. Signs in right after. */
export function useAccept({ onFactor, onAccepted }: Accepting) {
  const client = useClient();
  const { mutateAsync: accept } = useMutation(invitationAccept(client));
  const { mutateAsync: signIn } = useMutation(sessionCreate(client));
  const attempt = useAttempt();
  const code = useSecretDraft();
  const password = useNewSecret();
  const [typedName, setTypedName] = useState('');
  const [tried, setTried] = useState(false);
  const name = typedName.trim();
  const nameError = nameErrorOf(name);
  const refused = isVaultError(attempt.error, 'InvitationInvalid');

  const codeError = (): string | undefined => {
    if (tried && code.length === 0) return 'Enter the one-time code that you were given.';
    if (!refused) return undefined;
    return 'Name and code don’t belong together, or the code was used or is too old. Check both, or ask for a new code.';
  };
  const enter = async () => {
    const answer = await signIn({ person: name, password: password.draft.take() });
    if (answer.kind === 'factor') onFactor(answer, name);
  };
  const ask = async () => {
    await accept({ person: name, code: code.take(), password: password.draft.take() });
    code.clear();
    // The password is chosen by now: what fails here is told where one signs in.
    await enter().catch(() => onAccepted(name));
  };
  /** @returns whether everything was in order to be asked */
  const submit = (): boolean => {
    setTried(true);
    const sound = [nameError, password.error, password.againError].every((problem) => problem === undefined);
    if (!sound || code.length === 0) return false;
    if (attempt.left === 0 && !attempt.busy) void attempt.run(ask);
    return true;
  };
  return {
    attempt,
    code,
    password,
    typedName,
    setTypedName,
    tried,
    submit,
    nameError: tried ? nameError : undefined,
    codeError: codeError(),
    failure: refused ? undefined : attempt.error,
  };
}

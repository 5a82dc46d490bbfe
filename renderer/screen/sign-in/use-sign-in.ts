import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { personName } from '../../../app/contract/common.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionCreate } from '../../api/mutation.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { otherPerson, withCard, type Person } from './person-choice.tsx';

/** The second factors that are asked for after the password. */
export type FactorAsked = Extract<Output<'SessionCreate'>, { kind: 'factor' }>;

interface SignIn {
  readonly people: readonly Person[];
  /** Who is chosen at first, or typed where they have no card; by default who stands first. */
  readonly proposed: string | undefined;
  readonly onFactor: (asked: FactorAsked, person: string) => void;
}

export const nameErrorOf = (name: string): string | undefined => {
  if (name === '') return 'Enter your sign-in name.';
  return personName.safeParse(name).success ? undefined : 'A sign-in name has letters, digits and . _ @ - only.';
};

/** Who signs in, the password being typed, and what came of the last attempt. */
export function useSignIn({ people, proposed, onFactor }: SignIn) {
  const { mutateAsync: signIn } = useMutation(sessionCreate(useClient()));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [first] = useState(() => choiceAtFirst(people, proposed));
  const [chosen, setChosen] = useState(first.chosen);
  const [typedName, setTypedName] = useState(first.typed);
  const [tried, setTried] = useState(false);
  // Whose card goes away while one looks, disabled or crowded out, is still who was chosen.
  if (chosen !== otherPerson && !hasCard(people, chosen)) {
    setChosen(otherPerson);
    setTypedName(chosen);
  }
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
  const ask = async () => {
    const answer = await signIn({ person: name, password: password.take() });
    if (answer.kind === 'signed-in') return;
    password.clear();
    onFactor(answer, name);
  };
  const submit = async () => {
    if (attempt.left > 0 || attempt.busy) return;
    setTried(true);
    if (nameError === undefined && password.length > 0) await attempt.run(ask);
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

const hasCard = (people: readonly Person[], name: string) => withCard(people).some((person) => person.name === name);

function choiceAtFirst(people: readonly Person[], proposed: string | undefined) {
  if (proposed === undefined) return { chosen: people[0]?.name ?? otherPerson, typed: '' };
  const card = withCard(people).find(({ name }) => name.toLowerCase() === proposed.toLowerCase());
  return card ? { chosen: card.name, typed: '' } : { chosen: otherPerson, typed: proposed };
}

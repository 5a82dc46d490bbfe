import { useMemo, useState } from 'react';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';
import { leastPassphraseLength, type Strength } from './strength.ts';

/** A new passphrase or password, typed twice, and what the meter found of it. */
export interface NewSecret {
  readonly draft: SecretDraft;
  readonly again: SecretDraft;
  /** Undefined while there is nothing to judge. */
  readonly strength: Strength | undefined;
  readonly judge: (strength: Strength | undefined) => void;
  /** What is wrong with it; undefined when nothing is. */
  readonly error: string | undefined;
  readonly againError: string | undefined;
  /** Zeroes both. */
  readonly clear: () => void;
}

function errorOf(length: number, strength: Strength | undefined): string | undefined {
  if (length < leastPassphraseLength) return `Use at least ${leastPassphraseLength} characters.`;
  return strength?.level === 'guessable' ? 'This one is guessed at once. Choose another.' : undefined;
}

export function useNewSecret(): NewSecret {
  const draft = useSecretDraft();
  const again = useSecretDraft();
  const [strength, judge] = useState<Strength>();
  return useMemo(
    () => ({
      draft,
      again,
      strength,
      judge,
      error: errorOf(draft.length, strength),
      againError: draft.equals(again) ? undefined : 'The two are not the same.',
      clear: () => {
        draft.clear();
        again.clear();
        judge(undefined);
      },
    }),
    [draft, again, strength],
  );
}

import { useState } from 'react';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';
import { firstDetail, type Detail } from './detail.ts';
import { useNewSecret, type NewSecret } from './use-new-secret.ts';

export interface Split {
  readonly count: number;
  readonly threshold: number;
}

/** The ways to unlock beside the passphrase, which is always one. */
export interface SlotChoice {
  readonly split: Split | undefined;
  readonly keychain: boolean;
}

/** Everything typed and chosen so far. It outlives the steps, and nothing of it is kept anywhere else. */
export interface Setup {
  readonly detail: Detail;
  readonly setDetail: (detail: Detail) => void;
  readonly choice: SlotChoice;
  readonly setChoice: (choice: SlotChoice) => void;
  readonly password: NewSecret;
  readonly passphrase: NewSecret;
  readonly shareCheck: SecretDraft;
}

export type KeychainTrust = 'trusted' | 'absent' | 'insecure';

export const usualSplit: Split = { count: 5, threshold: 3 };

export function useSetup(): Setup {
  const [detail, setDetail] = useState(firstDetail);
  const [choice, setChoice] = useState<SlotChoice>({ split: usualSplit, keychain: false });
  const password = useNewSecret();
  const passphrase = useNewSecret();
  const shareCheck = useSecretDraft();
  return { detail, setDetail, choice, setChoice, password, passphrase, shareCheck };
}

import { useState } from 'react';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';
import { firstDetail, type Detail } from './detail.ts';
import type { Strength } from './strength.ts';

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
  readonly password: SecretDraft;
  readonly passphrase: SecretDraft;
  readonly passphraseAgain: SecretDraft;
  /** Of the passphrase; undefined while there is none. */
  readonly strength: Strength | undefined;
  readonly setStrength: (strength: Strength | undefined) => void;
  readonly shareCheck: SecretDraft;
}

export type KeychainTrust = 'trusted' | 'absent' | 'insecure';

export const usualSplit: Split = { count: 5, threshold: 3 };

export function useSetup(): Setup {
  const [detail, setDetail] = useState(firstDetail);
  const [choice, setChoice] = useState<SlotChoice>({ split: usualSplit, keychain: false });
  const password = useSecretDraft();
  const passphrase = useSecretDraft();
  const passphraseAgain = useSecretDraft();
  const shareCheck = useSecretDraft();
  const [strength, setStrength] = useState<Strength>();
  return { detail, setDetail, choice, setChoice, password, passphrase, passphraseAgain, strength, setStrength, shareCheck };
}

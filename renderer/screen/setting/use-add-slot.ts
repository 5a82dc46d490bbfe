import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNewSecret, type NewSecret } from '../first-run/use-new-secret.ts';
import { usualSplit, type Split } from '../first-run/use-setup.ts';
import type { Slot } from '../../../app/contract/instance.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { addSlot } from '../../api/mutation.ts';
import { useEnd } from '../../component/waiting.ts';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt, type Attempt } from '../unlock/use-attempt.ts';

type Kind = Slot['kind'];

/** A slot about to be added: what was typed and chosen, and what came of it. */
export interface SlotDraft {
  readonly kind: Kind;
  readonly label: string;
  readonly split: Split;
  /** Id of the token that an HSM key is made in. */
  readonly token: string | undefined;
  readonly passphrase: NewSecret;
  readonly pin: SecretDraft;
  readonly password: SecretDraft;
  readonly attempt: Attempt;
  readonly change: (change: Partial<{ kind: Kind; label: string; split: Split; token: string }>) => void;
  /** Whether everything is there to ask the engine. */
  readonly sound: boolean;
  readonly dirty: boolean;
  /** @returns whether it was added */
  readonly add: () => Promise<boolean>;
  /** The shares of a slot of shares, once added; zeroed when the panel goes. */
  readonly shares: readonly Uint8Array[] | undefined;
  readonly addedOn: number;
}

interface Choice {
  readonly kind: Kind;
  readonly label: string;
  readonly split: Split;
  readonly token: string | undefined;
}

interface Typed {
  readonly passphrase: NewSecret;
  readonly pin: SecretDraft;
  readonly password: SecretDraft;
}

function inputOf({ kind, label, split, token = '' }: Choice, { passphrase, pin, password }: Typed): Input<'SlotAdd'> {
  const own = { label: label.trim(), password: password.take() };
  switch (kind) {
    case 'passphrase':
      return { kind, ...own, passphrase: passphrase.draft.take() };
    case 'shares':
      return { kind, ...own, split };
    case 'keychain':
      return { kind, ...own };
    case 'hsm':
      return { kind, ...own, token, pin: pin.take() };
  }
}

function isTypedWell({ kind, token }: Choice, passphrase: NewSecret, pin: SecretDraft): boolean {
  if (kind === 'hsm') return token !== undefined && pin.length > 0;
  return kind !== 'passphrase' || (passphrase.error === undefined && passphrase.againError === undefined);
}

export function useAddSlot(): SlotDraft {
  const client = useClient();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>({ kind: 'passphrase', label: '', split: usualSplit, token: undefined });
  const passphrase = useNewSecret();
  const pin = useSecretDraft();
  const password = useSecretDraft();
  const attempt = useAttempt();
  const held = useRef<readonly Uint8Array[]>([]);
  const [added, setAdded] = useState<{ shares: readonly Uint8Array[] | undefined; on: number }>({ shares: undefined, on: 0 });
  useEnd(useCallback(() => held.current.forEach((share) => share.fill(0)), []));

  const sound = isTypedWell(choice, passphrase, pin) && choice.label.trim() !== '' && password.length > 0;
  const change = useCallback((part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part })), []);
  const add = () =>
    attempt.run(async () => {
      const { shares } = await addSlot(client, queries, inputOf(choice, { passphrase, pin, password }));
      held.current = shares ?? [];
      setAdded({ shares, on: Date.now() });
      passphrase.clear();
      pin.clear();
      password.clear();
    });
  const dirty = choice.label !== '' || passphrase.draft.length > 0 || pin.length > 0 || password.length > 0;
  return { ...choice, passphrase, pin, password, attempt, change, sound, dirty, add, shares: added.shares, addedOn: added.on };
}

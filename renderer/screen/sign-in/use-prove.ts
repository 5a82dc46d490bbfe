import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Input } from '../../../app/contract/operation.ts';
import type { FactorKind } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionProve } from '../../api/mutation.ts';
import { askPasskey } from '../../api/passkey.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { codeDigits } from './code-field.tsx';
import type { FactorAsked } from './use-sign-in.ts';

const order: readonly FactorKind[] = ['totp', 'passkey', 'recovery-code'];

const mismatch: Record<FactorKind, string> = {
  totp: 'This is not the code that the app shows now. The attempt was recorded.',
  passkey: 'This passkey doesn’t belong to you here. The attempt was recorded.',
  'recovery-code': 'This is none of the codes that are left. The attempt was recorded.',
};

const missing: Record<FactorKind, string> = {
  totp: 'Enter the six digits that the app shows.',
  passkey: '',
  'recovery-code': 'Enter one of your recovery codes.',
};

/** The second half of signing in: which factor is proved, what is typed for it, and what came of it. */
export function useProve(asked: FactorAsked, onExpired: () => void) {
  const { mutateAsync: prove } = useMutation(sessionProve(useClient()));
  const attempt = useAttempt();
  const code = useSecretDraft();
  const kinds = order.filter((kind) => asked.kinds.includes(kind));
  const [kind, setKind] = useState<FactorKind>(kinds[0] ?? 'recovery-code');
  const [tried, setTried] = useState(false);
  const refused = isVaultError(attempt.error, 'FactorUnproved') || isVaultError(attempt.error, 'SignInFailed');
  const complete = kind === 'totp' ? code.length === codeDigits : code.length > 0;

  const proofOf = async (): Promise<Input<'SessionProve'>['proof']> => {
    if (kind === 'passkey') return { kind, response: await askPasskey(asked.options ?? '') };
    return { kind, code: code.take() };
  };
  const send = async () => {
    if (attempt.left > 0 || attempt.busy) return;
    await attempt.run(async () => {
      const proof = await proofOf();
      await prove({ proof }).catch((error: unknown) => {
        if (isVaultError(error, 'SignInExpired')) onExpired();
        throw error;
      });
    });
    code.focus();
  };
  const submit = () => {
    setTried(true);
    if (kind === 'passkey' || complete) void send();
    else code.focus();
  };
  const choose = (next: FactorKind) => {
    setKind(next);
    setTried(false);
    attempt.forgive();
    code.clear();
  };
  const problem = tried && !complete ? missing[kind] : refused ? mismatch[kind] : undefined;
  return { kind, kinds, choose, code, attempt, submit, send, problem, failure: refused ? undefined : attempt.error };
}

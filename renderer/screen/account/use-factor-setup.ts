import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Input, Output } from '../../../app/contract/operation.ts';
import type { Factor, FactorKind } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { makePasskey } from '../../api/passkey.ts';
import { beginFactor, factorConfirm } from '../../api/person-mutation.ts';
import { useEnd } from '../../component/waiting.ts';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt, type Attempt } from '../unlock/use-attempt.ts';

type Begun = Output<'FactorBegin'>;

/** A second factor on its way: drawn by the engine, shown here once, and in force only when it was proved. */
export interface FactorSetup {
  readonly kind: FactorKind;
  readonly label: string;
  readonly setLabel: (label: string) => void;
  readonly password: SecretDraft;
  readonly code: SecretDraft;
  /** Of asking the engine to begin, and of proving. */
  readonly beginning: Attempt;
  readonly proving: Attempt;
  /** What the engine drew; undefined until it began. Its bytes are zeroed when the page goes. */
  readonly begun: Begun | undefined;
  readonly begin: () => Promise<void>;
  readonly prove: () => Promise<void>;
}

export const factorName: Record<FactorKind, string> = {
  totp: 'Authenticator app',
  passkey: 'Passkey or security key',
  'recovery-code': 'Recovery codes',
};

function secretsOf(begun: Begun | undefined): readonly Uint8Array[] {
  if (begun?.kind === 'totp') return [begun.uri];
  return begun?.kind === 'recovery-code' ? begun.codes : [];
}

/** @param onDone the factor is in force */
export function useFactorSetup(kind: FactorKind, onDone: (factor: Factor) => void): FactorSetup {
  const client = useClient();
  const { mutateAsync: confirm } = useMutation(factorConfirm(client));
  const [label, setLabel] = useState(factorName[kind]);
  const password = useSecretDraft();
  const code = useSecretDraft();
  const beginning = useAttempt();
  const proving = useAttempt();
  const { begun, hold } = useHeld();

  const begin = async () => {
    const done = await beginning.run(async () => hold(await beginFactor(client, { kind, password: password.take() })));
    if (done) password.clear();
    else password.focus();
  };
  const proofOf = async (drawn: Begun): Promise<Input<'FactorConfirm'>['proof']> =>
    drawn.kind === 'passkey' ? { kind: drawn.kind, response: await makePasskey(drawn.options) } : { kind: drawn.kind, code: code.take() };
  const prove = async () => {
    if (!begun) return;
    const done = await proving.run(async () => {
      const proof = await proofOf(begun);
      const factor = await confirm({ factor: begun.factor, label: label.trim() === '' ? factorName[kind] : label.trim(), proof });
      onDone(factor);
    });
    if (!done) code.focus();
  };
  return { kind, label, setLabel, password, code, beginning, proving, begun, begin, prove };
}

/** What was drawn, until the page goes. An answer that comes later than that is zeroed at once. */
function useHeld() {
  const [begun, setBegun] = useState<Begun>();
  const held = useRef<Begun>(undefined);
  const gone = useRef(false);
  useEnd(
    useCallback(() => {
      gone.current = true;
      secretsOf(held.current).forEach((secret) => secret.fill(0));
    }, []),
  );
  const hold = useCallback((drawn: Begun) => {
    if (gone.current) return secretsOf(drawn).forEach((secret) => secret.fill(0));
    held.current = drawn;
    return setBegun(drawn);
  }, []);
  return { begun, hold };
}

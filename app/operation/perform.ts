import type { CallName, Input, Output } from '../contract/operation.ts';
import { CancelledError, isVaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { SessionHolder } from '../identity/session.ts';

type StepKey = 'KeyCreate' | 'KeyImport' | 'KeyDelete' | 'KeyPurge' | 'HsmObjectWrap' | 'KeyTransferProve';

/** What a stream may do in steps: operations on vaults and what they hold. Nothing at the gate, no stream, nothing about sessions. */
export type StepName = Extract<CallName, `Secret${string}` | `Vault${string}` | StepKey>;

/**
 * Walks another operation through the corridor as one step of a stream: as the same person on the same connection, authorised by itself
 * and at its own time, with a record of its own under the stream's correlation id. Steps take no tokens of the throttle.
 *
 * ```ts
 * async *follow({ perform }, { vault, names }) {
 *   for (const name of names) yield await perform('SecretGet', { vault, name });
 * }
 * ```
 *
 * Byte arrays of the input stay the performer's, who must leave them alone until the step has ended: staged bytes can be zeroed at any
 * time, so hand over a copy. Byte arrays of the output become the performer's, to be zeroed.
 * @throws VaultError as the operation does; CancelledError when nothing was done because the stream was given up, its session ended or
 * the house closed
 */
export type Perform = <N extends StepName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** @throws what `Perform` would throw before it did anything */
export type Rehearse = <N extends StepName>(name: N, input: Input<N>) => Promise<void>;

/** @param walk one step; it has parsed its output by the contract of the operation that it names */
export const toPerform = (walk: (name: StepName, input: unknown) => Promise<unknown>): Perform => {
  return async <N extends StepName>(name: N, input: Input<N>) => (await walk(name, input)) as Output<N>;
};

/** The connection as it was when the stream began: who signs in on it later does not go on with what somebody else started. */
export function sameSession(caller: Caller, sessionId: string | undefined): Caller {
  const { session } = caller;
  const bound: SessionHolder = {
    get current() {
      if (session.current?.id !== sessionId) throw new CancelledError();
      return session.current;
    },
    set current(next) {
      if (session.current?.id === sessionId) session.current = next;
    },
    // Nobody signs in by what is held for another.
    pending: undefined,
    afterEnd: session.afterEnd,
    renew: session.renew,
  };
  return { ...caller, session: bound };
}

/** A house that closed did nothing more. */
export const asStepError = (error: unknown): unknown => (isVaultError(error, 'InstanceSealed') ? new CancelledError() : error);

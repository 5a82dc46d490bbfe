import * as z from 'zod';
import type { Wish } from '../../../app/contract/access.ts';
import type { OperationName } from '../../../app/contract/operation.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import type { Refused } from '../../api/may.ts';

const place = z.object({ vault: z.string().optional(), name: z.string().optional() });

/** What was wished for, from what was asked: only objects in a vault have a name of their own. */
function wishOf(operation: OperationName, input: unknown): Wish {
  const { vault, name } = place.safeParse(input).data ?? {};
  if (vault === undefined) return { operation };
  return name === undefined ? { operation, vault } : { operation, vault, name };
}

const farewells: readonly OperationName[] = ['SessionDelete', 'InstanceLock', 'InstanceSeal'];

export interface AccessMemory {
  asking(name: OperationName): void;
  /** @returns what the failure says about rights */
  note(error: unknown, name: OperationName, input: unknown): 'refused' | 'signed-out' | 'factor-due' | 'other';
  refusedBy(error: unknown): Refused | undefined;
  /** Whether the person asked to sign out, lock or seal. */
  leaving(): boolean;
}

/** Remembers what was asked for when it was refused, as long as the failure itself is remembered, and that the person leaves. */
export function createAccessMemory(): AccessMemory {
  const refusals = new WeakMap<Error, Refused>();
  let left = false;
  return {
    asking(name) {
      if (farewells.includes(name)) left = true;
    },
    note(error, name, input) {
      if (farewells.includes(name)) left = false;
      if (isVaultError(error, 'Unauthorized')) return name === 'SessionGet' ? 'other' : 'signed-out';
      if (isVaultError(error, 'FactorDue')) return 'factor-due';
      if (!isVaultError(error, 'Forbidden')) return 'other';
      const { missing, smallestRole, grantors = [] } = error.data;
      const refusal = { missing, grantors, ...(smallestRole === undefined ? {} : { smallestRole }) };
      refusals.set(error, { wish: wishOf(name, input), refusal });
      return 'refused';
    },
    refusedBy: (error) => (error instanceof Error ? refusals.get(error) : undefined),
    leaving: () => left,
  };
}

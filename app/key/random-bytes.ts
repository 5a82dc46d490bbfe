import { RandomBytes } from '../contract/pool.ts';
import type { Output } from '../contract/operation.ts';
import { findBoundToken } from '../hsm/bound-token.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, poolTarget } from '../vault/vault.ts';
import { doneBefore } from './done-before.ts';
import { unboundVault } from './make-key.ts';

/** Bytes that the token of a pool draws. The record has how many, and nothing of them. */
export const drawRandomBytes: RoomOperation<typeof RandomBytes, Output<'RandomBytes'>> = {
  at: 'room',
  shape: RandomBytes,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/managedHsm/rng/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { count: kept((input) => String(input.count)) },
  target: (input, tx, keyring) => poolTarget(tx, keyring, input.vault, 'random bytes'),
  async prepare({ read, keyring, hsm }, input) {
    const token = await read(async (tx) => findBoundToken(tx, keyring, (await getVault(tx, keyring, input.vault)).id));
    if (!token) throw unboundVault(input.vault);
    return { value: await hsm.random(token, input.count) };
  },
  run: doneBefore,
  release: ({ value }) => void value.fill(0),
};

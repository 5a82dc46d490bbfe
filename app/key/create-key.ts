import { type Asker, assertMayAt } from '../access/assert-may.ts';
import { KeyCreate, type KeyType } from '../contract/key.ts';
import type { Input } from '../contract/operation.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { checkDates, toIso } from '../vault/attribute.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { expectObjectVersion } from '../vault/object-version.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { assertHeld, type MadeKey } from './add-key-version.ts';
import { isHsm, mayExchange, operationsOf, sizeText, specOf } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import { findHsmTurn, makeSoftwareKey, type NotedObject, noteObject, releaseKey, toMadeKey, unboundVault, useOf } from './make-key.ts';
import { checkPolicy, policyWords } from './rotation.ts';
import { writePolicy } from './rotation-policy.ts';
import { writeKey } from './write-key.ts';

/** Makes a key: a new name, or a new version of one that is there. */
export const createKey: RoomOperation<typeof KeyCreate, MadeKey, NotedObject> = {
  at: 'room',
  shape: KeyCreate,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/create/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    type: kept((input) => input.type),
    size: kept((_input, output) => output && sizeText(output.spec)),
    operations: kept((_input, output) => output?.operations.join(' ')),
    exportable: kept(({ exportable }) => (exportable ? 'true' : undefined)),
    enabled: kept((input) => String(input.enabled)),
    notBefore: kept((input) => toIso(input.notBefore)),
    expires: kept((input) => toIso(input.expires)),
    rotates: kept(({ policy }) => policy && policyWords.rotates(policy)),
    notifies: kept(({ policy }) => policy && policyWords.notifies(policy)),
    expiryDays: kept(({ policy }) => policy && policyWords.expiryDays(policy)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  turn: async (input, tx, keyring) => (isHsm(input.type) ? findHsmTurn({ tx, keyring }, input.vault) : undefined),
  async prepare(anteroom, input) {
    checkDates(input);
    const spec = specOf(input);
    operationsOf(spec, input.operations, mayExchange({ ...input, origin: 'generated' }));
    await anteroom.read((tx) => assertPolicy({ ...anteroom, tx }, input));
    await checkFree(anteroom, input);
    if (!isHsm(input.type)) return makeSoftwareKey(anteroom, spec);
    await checkBound(anteroom, input);
    return undefined;
  },
  note: noteObject,
  async effect({ hsm }, input, noted) {
    if (!noted) throw new Error('nothing was noted');
    const spec = specOf(input);
    return toMadeKey(
      noted,
      spec,
      await hsm.generate(noted, spec, useOf(operationsOf(spec, input.operations, true), spec, input.exportable)),
    );
  },
  async run(room, input, made) {
    await assertPolicy(room, input).catch((error: unknown) => {
      if (made) releaseKey(made);
      throw error;
    });
    return writeKey(room, { ...input, origin: 'generated' }, made);
  },
  release: releaseKey,
};

/** @throws VaultError BadParameter; Forbidden for who may make a key, and not set when it is rotated */
async function assertPolicy(asker: Asker, { policy, vault, name }: Input<'KeyCreate'>): Promise<void> {
  if (!policy) return;
  checkPolicy(policy);
  const { scope } = await vaultTarget(asker.tx, asker.keyring, vault, { kind: 'keys', name });
  await assertMayAt(asker, writePolicy, scope);
}

/** Asked before a key is made, which takes a while, and again when it is written. */
export const checkFree = (
  { read, keyring }: Anteroom,
  input: { readonly vault: string; readonly name: string; readonly type?: KeyType; readonly expect?: string | undefined },
): Promise<void> =>
  read(async (tx) => {
    const vault = await getVault(tx, keyring, input.vault);
    if (input.type) assertHeld(vault, input.type);
    await expectObjectVersion(keyNoun, tx, await findFreeObject(keyNoun, { tx, keyring }, vault.id, input.name), input);
  });

/** @throws VaultError KeyUnsupported when the vault is bound to no token */
export async function checkBound({ read, keyring }: Anteroom, { vault }: { readonly vault: string }): Promise<void> {
  if ((await read((tx) => findHsmTurn({ tx, keyring }, vault))) === undefined) throw unboundVault(vault);
}

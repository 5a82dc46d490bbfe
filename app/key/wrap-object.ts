import { HsmObjectWrap } from '../contract/key-exchange.ts';
import type { PublicKey } from '../contract/key.ts';
import type { Input, Output } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { writeHsm } from '../hsm/hsm-view.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { writeByok } from './byok-file.ts';
import { doneBefore } from './done-before.ts';
import { findKeyVersion } from './find-key-version.ts';
import { keyId } from './key.ts';
import { isExchange } from './key-kind.ts';
import { findSource, transferTarget } from './transfer-place.ts';

/**
 * Wraps a key that another program left in a token, for an exchange key of this house and for nobody else: whoever looks after tokens can
 * bring keys from one to the other, and not out of the house.
 */
export const wrapObject: RoomOperation<typeof HsmObjectWrap, Output<'HsmObjectWrap'>> = {
  ...writeHsm,
  shape: HsmObjectWrap,
  fields: {
    token: kept(({ token }) => token),
    object: kept(({ object }) => object),
    version: kept(({ version }) => version),
    hash: kept(({ hash }) => hash),
  },
  target: transferTarget,
  async prepare(anteroom, input) {
    const { place, found, twin, ofVault } = await findSource(anteroom, input);
    if (ofVault || twin) throw new VaultError('KeyOperationNotPermitted', { name: found.label, operation: 'export' });
    const { id, publicKey } = await findRecipient(anteroom, input);
    return { content: writeByok({ kid: id, hash: input.hash, value: await anteroom.hsm.wrapOut(place, publicKey, input.hash) }) };
  },
  run: doneBefore,
};

/** @throws VaultError KeyNotFound, KeyDisabled; KeyOperationNotPermitted for what is no exchange key in a token */
async function findRecipient(
  { read, keyring }: Anteroom,
  { vault, name, version }: Input<'HsmObjectWrap'>,
): Promise<{ readonly id: string; readonly publicKey: PublicKey }> {
  const { version: head } = await read((tx) => findKeyVersion({ tx, keyring }, { vault, name, version }));
  if (!head.enabled) throw new VaultError('KeyDisabled', { name });
  if (!head.place || !isExchange(head.operations) || !head.publicKey) {
    throw new VaultError('KeyOperationNotPermitted', { name, operation: 'import' });
  }
  return { id: keyId(name, version), publicKey: head.publicKey };
}

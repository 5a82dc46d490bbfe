import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import type { Crypto } from './crypto.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type createKeyLayer, houseOwner } from './key-layer.ts';
import type { HouseKeyPlace, Keyring } from './keyring.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly instanceId: string;
}

interface Keys {
  readonly layer: Pick<ReturnType<typeof createKeyLayer>, 'newest' | 'find'>;
  readonly assertOpen: () => void;
}

/** Bytes before the envelope: the generation of the master key, big-endian. */
const generationBytes = 4;

const bindPlace = (instanceId: string, generation: number, place: HouseKeyPlace): Uint8Array =>
  associatedData('strongroom/v1/house-key', [instanceId, place.purpose, place.id, generation, place.publicPart, place.from, place.until]);

/** Key pairs of the house's own under its master keys: the private part opens for this purpose, this public part and these times alone. */
export const createHouseKeySeal = (
  { crypto, instanceId }: Deps,
  { layer, assertOpen }: Keys,
): Pick<Keyring, 'sealHouseKey' | 'openHouseKey'> => ({
  async sealHouseKey(tx, place, secret) {
    assertOpen();
    const { generation, key } = await layer.newest(tx.keyring, 'master', houseOwner);
    assertOpen();
    const envelope = sealEnvelope(crypto, key, bindPlace(instanceId, generation, place), secret);
    const wrapped = new Uint8Array(generationBytes + envelope.length);
    new DataView(wrapped.buffer).setUint32(0, generation);
    wrapped.set(envelope, generationBytes);
    return wrapped;
  },
  async openHouseKey(tx, place, wrapped) {
    assertOpen();
    const violation = new VaultError('IntegrityViolation', { what: 'house-key', id: place.id });
    if (wrapped.length < generationBytes) throw violation;
    const generation = new DataView(wrapped.buffer, wrapped.byteOffset).getUint32(0);
    const key = await layer.find(tx.keyring, 'master', houseOwner, generation);
    assertOpen();
    const secret = openEnvelope(crypto, key, bindPlace(instanceId, generation, place), wrapped.subarray(generationBytes));
    if (secret === undefined) throw violation;
    return secret;
  },
});

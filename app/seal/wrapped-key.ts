import { associatedData } from './associated-data.ts';
import type { Crypto } from './crypto.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { WrappedKeyRow } from './keyring-store.ts';

/** Everything of a row but the wrapped key itself: what the key is bound to. */
export type KeyPlace = Omit<WrappedKeyRow, 'wrapped'>;

const bindPlace = (instanceId: string, place: KeyPlace): Uint8Array =>
  associatedData('strongroom/v1/key', [
    instanceId,
    place.layer,
    place.owner,
    place.generation,
    place.wrappedBy,
    place.publicKey,
    place.createdOn,
  ]);

/** @param wrappingKey the key of generation `place.wrappedBy` in the layer above */
export const wrapKey = (
  deps: { readonly crypto: Crypto; readonly instanceId: string },
  wrappingKey: Uint8Array,
  place: KeyPlace,
  key: Uint8Array,
): WrappedKeyRow => ({ ...place, wrapped: sealEnvelope(deps.crypto, wrappingKey, bindPlace(deps.instanceId, place), key) });

/** @returns the key, which the caller zeroes; undefined when key or row is not as it was wrapped */
export const unwrapKey = (
  deps: { readonly crypto: Crypto; readonly instanceId: string },
  wrappingKey: Uint8Array,
  row: WrappedKeyRow,
): Uint8Array | undefined => openEnvelope(deps.crypto, wrappingKey, bindPlace(deps.instanceId, row), row.wrapped);

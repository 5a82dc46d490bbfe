import type { Input } from '../contract/operation.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import type { UnwrappedSight, WrappedKey } from '../hsm/hsm-host.ts';
import type { Anteroom } from '../operation/operation.ts';
import { type ByokFile, findKid, readByok } from './byok-file.ts';
import { findKeyVersion } from './find-key-version.ts';
import { isExchange, operationsOf } from './key-kind.ts';
import type { KeyVersionRow } from './key-store.ts';
import { type NotedObject, useOf } from './make-key.ts';
import { objectId } from './object-id.ts';

type Wrapped = NonNullable<Input<'KeyImport'>['wrapped']>;
type Asked = Pick<Input<'KeyImport'>, 'vault' | 'operations' | 'exportable'> & { readonly wrapped: Wrapped };

/** One refusal for a file that is for another key, another token or another house, and for one that was cut or altered. */
const refused = (): VaultError => new VaultError('DecryptFailed', {});

function read({ staging, caller }: Anteroom, { upload, file }: Wrapped): ByokFile {
  return readByok(file ?? staging.get('upload', caller, upload ?? '').content());
}

/**
 * The exchange key that a file names, where it may bring keys into this vault.
 * @throws VaultError DecryptFailed; KeyDisabled
 */
async function findExchange({ read: look, keyring }: Anteroom, vault: string, kid: string): Promise<KeyVersionRow> {
  const named = findKid(kid, vault);
  if (!named) throw refused();
  const { version } = await look((tx) => findKeyVersion({ tx, keyring }, { vault, ...named })).catch((error: unknown) => {
    throw isVaultError(error, 'KeyNotFound') ? refused() : error;
  });
  if (!version.place || !isExchange(version.operations)) throw refused();
  if (!version.enabled) throw new VaultError('KeyDisabled', { name: named.name });
  return version;
}

/** Whatever can be known before anything is done. @throws VaultError as `bringWrapped`; StagedNotFound, FileUnreadable, BadParameter */
export async function checkWrapped(anteroom: Anteroom, { vault, operations, wrapped }: Asked): Promise<void> {
  operationsOf(wrapped.kind, operations);
  await findExchange(anteroom, vault, read(anteroom, wrapped).kid);
}

/** Unwraps the key in the vault's token. @throws VaultError DecryptFailed, KeyDisabled, KeyUnsupported, HsmUnavailable, HsmTokenLocked */
export async function bringWrapped(anteroom: Anteroom, asked: Asked, noted: NotedObject): Promise<UnwrappedSight> {
  const { vault, operations, wrapped, exportable } = asked;
  const { kid, hash, value } = read(anteroom, wrapped);
  const exchange = await findExchange(anteroom, vault, kid);
  // It was made in the token that the vault was bound to then.
  if (exchange.place?.token !== noted.tokenId) throw refused();
  const use = useOf(operationsOf(wrapped.kind, operations), wrapped.kind, exportable);
  const key: WrappedKey = { kek: objectId(exchange.version), hash, value };
  return anteroom.hsm.unwrapIn(noted, wrapped.kind, use, key);
}

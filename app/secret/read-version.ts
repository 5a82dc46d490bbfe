import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { getObjectVersion } from '../vault/object-version.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { secretNoun } from './secret-noun.ts';
import { bindingOf } from './secret.ts';
import type { SecretRow, SecretVersionRow } from './secret-store.ts';

/** The version that is named, or the current one. @throws VaultError SecretNotFound, IntegrityViolation */
export const getVersion = (tx: Tx, secret: SecretRow, version: string | undefined): Promise<SecretVersionRow> =>
  getObjectVersion(secretNoun, tx, secret, version);

/** Where a version is: what was asked for and authorized, not where its row says that it belongs. */
export interface Place {
  readonly vault: VaultRow;
  readonly secret: SecretRow;
}

/** What a version's data key must be bound to in this place. */
export const boundTo = ({ vault, secret }: Place, row: SecretVersionRow) => ({
  ...bindingOf(row),
  vaultId: vault.id,
  secretId: secret.id,
});

/**
 * Opens the value of a version that may be used now; the caller zeroes it.
 * @throws VaultError SecretDisabled; SecretNotActive and SecretExpired where the vault enforces dates; IntegrityViolation
 */
export async function readValue({ tx, keyring, time }: Room, place: Place, row: SecretVersionRow): Promise<Uint8Array> {
  const value = await keyring.openValue(tx, boundTo(place, row), row);
  const refusal = refusalOf(place, row, time);
  if (!refusal) return value;
  value.fill(0);
  throw refusal;
}

function refusalOf({ vault, secret: { name } }: Place, row: SecretVersionRow, time: number): VaultError | undefined {
  if (!row.enabled) return new VaultError('SecretDisabled', { name });
  if (!vault.enforceDates) return undefined;
  if (row.notBefore !== undefined && time < row.notBefore) return new VaultError('SecretNotActive', { name, activeOn: row.notBefore });
  if (row.expires !== undefined && row.expires <= time) return new VaultError('SecretExpired', { name, expiredOn: row.expires });
  return undefined;
}

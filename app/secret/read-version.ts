import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { bindingOf } from './secret.ts';
import type { SecretRow, SecretVersionRow } from './secret-store.ts';

/** The version that is named, or the current one. @throws VaultError SecretNotFound, IntegrityViolation */
export async function getVersion(tx: Tx, secret: SecretRow, version: string | undefined): Promise<SecretVersionRow> {
  const row = version === undefined ? await findCurrent(tx, secret) : await tx.secrets.findVersion(secret.id, version);
  if (!row) throw new VaultError('SecretNotFound', { name: secret.name });
  return row;
}

/**
 * The newest version, which is the current one. @throws VaultError IntegrityViolation when the secret points at another: somebody put
 * back an older row, and with it a value that was replaced.
 */
async function findCurrent(tx: Tx, secret: SecretRow): Promise<SecretVersionRow> {
  const newest = await tx.secrets.findNewest(secret.id);
  if (newest?.version !== secret.currentVersion) throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
  return newest;
}

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

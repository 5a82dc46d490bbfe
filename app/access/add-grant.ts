import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';

/** Writes a new grant with its MAC, and counts it in the manifest of grants. */
export async function addGrant(tx: Tx, keyring: Keyring, grant: Omit<GrantRow, 'mac' | 'rowVersion' | 'until' | 'endedBy'>): Promise<void> {
  const row = { ...grant, until: undefined, endedBy: undefined, rowVersion: 1 };
  const fields = grantFields(row);
  await tx.grants.insert({ ...row, mac: keyring.rowMac('grant', fields) });
  await keyring.updateManifest(tx, 'grant', undefined, fields);
}

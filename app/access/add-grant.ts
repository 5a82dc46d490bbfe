import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { turnRevision } from './access-revision.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';

/** Writes a new grant with its MAC, and counts it in the manifest of grants. */
export async function addGrant(tx: Tx, keyring: Keyring, grant: Omit<GrantRow, 'mac' | 'rowVersion' | 'until' | 'endedBy'>): Promise<void> {
  const row = { ...grant, until: undefined, endedBy: undefined, rowVersion: 1 };
  const fields = grantFields(row);
  const marked = { ...row, mac: keyring.rowMac('grant', fields) };
  await tx.grants.insert(marked);
  await keyring.updateManifest(tx, 'grant', undefined, fields);
  await turnRevision(tx, keyring, marked);
}

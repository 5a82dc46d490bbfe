import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { turnRevision } from './access-revision.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';

/** A grant as it is made; without `until` it has no end. */
export type NewGrant = Omit<GrantRow, 'mac' | 'rowVersion' | 'until' | 'endedBy'> & { readonly until?: number | undefined };

/** Writes a new grant with its MAC, and counts it in the manifest of grants. Whether it may be is for who calls. */
export async function addGrant(tx: Tx, keyring: Keyring, grant: NewGrant): Promise<GrantRow> {
  const row = { until: undefined, ...grant, endedBy: undefined, rowVersion: 1 };
  const fields = grantFields(row);
  const marked = { ...row, mac: keyring.rowMac('grant', fields) };
  await tx.grants.insert(marked);
  await keyring.updateManifest(tx, 'grant', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

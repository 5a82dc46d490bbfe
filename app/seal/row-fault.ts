import type { Fault } from '../audit/fault-list.ts';
import { findAlteredSets } from './house-set.ts';
import type { houseSets } from './manifest.ts';
import { findAlteredObjects, type RowReader } from './object-check.ts';

const called = {
  person: 'people',
  grant: 'grants',
  vault: 'vaults',
  group: 'groups',
  membership: 'memberships',
  factor: 'second factors',
  request: 'requests for access',
  application: 'applications',
  credential: 'credentials',
  'role-definition': 'roles of pools',
  'house-key': 'keys of the house',
} as const satisfies Record<(typeof houseSets)[number], string>;

/**
 * What the manifests say of the rows that decide, as faults of a verdict.
 * @param sequence where they are shown: after the last record
 * @throws CancelledError when the signal fires
 */
export async function findRowFaults(reader: RowReader, sequence: number): Promise<Fault[]> {
  const toFault = (rows: string): Fault => ({
    sequence,
    kind: 'row',
    detail: `The ${rows} are not all there as they were: some are missing, doubled, older or edited.`,
  });
  const faults = (await reader.read((tx) => findAlteredSets(tx, reader.keyring))).map((set) => toFault(called[set]));
  for await (const rows of findAlteredObjects(reader)) faults.push(toFault(rows));
  return faults;
}

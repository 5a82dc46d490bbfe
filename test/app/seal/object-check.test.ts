import { expect, it } from 'vitest';
import type { Read } from '../../../app/audit/audit-log.ts';
import { findAlteredObjects } from '../../../app/seal/object-check.ts';
import { aHouse, aSecret } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';

it('takes a vault that is purged while its secrets are checked for no altered one', async () => {
  const { engine, window } = await aHouse();
  await window.call('SecretSet', aSecret());
  const { store, keyring } = roomsOf(engine);
  let reads = 0;
  const read: Read = async (work) => {
    // The first looks up the vaults, the second begins with the first of them.
    if ((reads += 1) === 3) {
      await window.call('VaultDelete', { vault: 'payroll' });
      await window.call('VaultPurge', { vault: 'payroll' });
    }
    return store.read(work);
  };
  const found: unknown[] = [];
  for await (const rows of findAlteredObjects({ keyring, read, signal: new AbortController().signal })) found.push(rows);
  expect(reads).toBeGreaterThan(3);
  expect(found).toEqual([]);
});

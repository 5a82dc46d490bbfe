import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { shareReads } from '../../../app/operation/shared-read.ts';
import { rememberingStore } from '../../../app/operation/remembering-store.ts';
import type { Store } from '../../../app/operation/store.ts';
import { aVault } from '../../port/a-row.ts';
import { kinds, usePlaces } from '../../port/a-store.ts';

/** Counts the snapshots that are taken. */
function counting(store: Store) {
  const taken = { count: 0 };
  const read: Store['read'] = (work) => {
    taken.count += 1;
    return rememberingStore(store).read(work);
  };
  return { taken, read: shareReads({ read }) };
}

describe.each(kinds)('reads of $kind that wait at the same time', (kind) => {
  const stores = usePlaces(kind);

  test('share a snapshot, and the rows that all of them look at', async () => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    const { taken, read } = counting(store);
    const [first, second] = await Promise.all([read((tx) => tx.vaults.find('payroll')), read((tx) => tx.vaults.find('payroll'))]);
    expect(first).toMatchObject({ name: 'payroll' });
    expect(second).toBe(first);
    expect(taken.count).toBe(1);
  });

  test('see what was committed before each of them was asked for', async () => {
    const store = await stores.store();
    const { read } = counting(store);
    const { late } = await read(async () => {
      await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
      return { late: read((tx) => tx.vaults.find('payroll')) };
    });
    expect(await late).toMatchObject({ name: 'payroll' });
  });

  test('fail alone', async () => {
    const store = await stores.store();
    const { read } = counting(store);
    const broken = new Error('broken');
    const [failed, whole] = await Promise.allSettled([read(() => Promise.reject(broken)), read(async () => 'whole')]);
    expect(failed).toMatchObject({ status: 'rejected', reason: broken });
    expect(whole).toMatchObject({ status: 'fulfilled', value: 'whole' });
  });

  test('ask each for themselves once one has met what is damaged', async () => {
    const store = await stores.store();
    const { taken, read } = counting(store);
    const damaged = new VaultError('StoreDamaged', { detail: 'row' });
    const [failed, whole] = await Promise.allSettled([read(() => Promise.reject(damaged)), read((tx) => tx.vaults.find('payroll'))]);
    expect(failed).toMatchObject({ status: 'rejected', reason: damaged });
    expect(whole).toMatchObject({ status: 'fulfilled', value: undefined });
    expect(taken.count).toBe(2);
  });

  test('are refused when there is no snapshot to be had', async () => {
    const store = await stores.store();
    const { read } = counting(store);
    await store.close();
    await expect(Promise.all([read(async () => 1), read(async () => 2)])).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretBackup } from '../../../app/contract/secret.ts';
import { memoryToken } from '../../../app/memory/token.ts';
import { aBearer, addApplication, claimsOf, openBearer } from '../../support/a-bearer.ts';
import { aHouse, aSecret, utf8 } from '../../support/a-house.ts';
import { assign } from '../../support/an-invitation.ts';

const named = { vault: 'payroll', name: 'db-password' };

async function anOfficer() {
  const house = await aHouse();
  return { ...house, ...(await aBearer(house, { name: 'Key Vault Secrets Officer' })) };
}

describe('a write that an application sends again with the id of its request', () => {
  it('is another write with another value: one id may stand for all that belongs together', async () => {
    const { rest, window } = await anOfficer();
    const requestId = randomUUID();
    await rest.call('SecretSet', aSecret({ value: utf8('first') }), requestId);
    await rest.call('SecretSet', aSecret({ value: utf8('second') }), requestId);
    await rest.call('SecretSet', aSecret({ name: 'other', value: utf8('first') }), requestId);
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(2);
    expect((await window.call('SecretList', { vault: 'payroll' })).items).toHaveLength(2);
  });

  it('is the same write when others came between', async () => {
    const { rest, window } = await anOfficer();
    const requestId = randomUUID();
    const first = await rest.call('SecretSet', aSecret({ value: utf8('first') }), requestId);
    await rest.call('SecretSet', aSecret({ value: utf8('second') }), requestId);
    expect(await rest.call('SecretSet', aSecret({ value: utf8('first') }), requestId)).toEqual(first);
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(2);
  });

  it('is another write of another application', async () => {
    const { rest, window, ground, engine } = await anOfficer();
    const added = await addApplication(window, ground, 'other');
    await assign(window, added.id, 'Key Vault Secrets Officer');
    const other = openBearer(engine, memoryToken(claimsOf(added, ground)));
    const requestId = randomUUID();
    await rest.call('SecretSet', aSecret(), requestId);
    await other.call('SecretSet', aSecret(), requestId);
    expect((await window.call('SecretListVersions', named)).items).toHaveLength(2);
  });

  it('deletes, recovers and restores once', async () => {
    const { rest } = await anOfficer();
    await rest.call('SecretSet', aSecret());
    const parts: Uint8Array[] = [];
    for await (const item of rest.listen('SecretBackup', named)) parts.push(SecretBackup.output.parse(item).part);
    const file = Uint8Array.from(parts.flatMap((part) => [...part]));
    const twice = async (name: 'SecretDelete' | 'SecretRecover' | 'SecretPurge' | 'SecretRestore', input: unknown) => {
      const requestId = randomUUID();
      const first = await rest.call(name, input, requestId);
      expect(await rest.call(name, input, requestId)).toEqual(first);
    };
    await twice('SecretDelete', named);
    await twice('SecretRecover', named);
    await twice('SecretDelete', named);
    await twice('SecretPurge', named);
    await twice('SecretRestore', { vault: 'payroll', file });
    await expect(rest.call('SecretRestore', { vault: 'payroll', file })).rejects.toMatchObject({ code: 'Conflict' });
  });
});

describe('a restore from the file itself', () => {
  it.each([{}, { upload: randomUUID(), file: Uint8Array.of(1) }, { file: new Uint8Array() }, { file: new Uint8Array(1024 * 1024 + 1) }])(
    'takes one file of at the most a mebibyte, and not %#',
    async (given) => {
      const { rest } = await anOfficer();
      await expect(rest.call('SecretRestore', { vault: 'payroll', ...given })).rejects.toMatchObject({ code: 'BadParameter' });
    },
  );

  it('says that it is none', async () => {
    const { rest } = await anOfficer();
    const restored = rest.call('SecretRestore', { vault: 'payroll', file: utf8('something else') });
    await expect(restored).rejects.toMatchObject({ code: 'FileUnreadable', data: { reason: 'format' } });
  });
});

describe('a page of a size', () => {
  it('holds so many, and the next begins where it ended', async () => {
    const { window } = await aHouse();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await window.call('SecretSet', aSecret({ name }));
    for (const name of ['d', 'e']) await window.call('SecretDelete', { vault: 'payroll', name });
    for (let more = 0; more < 4; more += 1) await window.call('SecretSet', aSecret({ name: 'a', value: utf8(`${more}`) }));
    const sizes = async (name: 'SecretList' | 'SecretListDeleted' | 'SecretListVersions', of: object = {}) => {
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page: { items: unknown[]; next?: string | undefined } = await window.call(name, {
          vault: 'payroll',
          limit: 2,
          ...of,
          ...(cursor !== undefined && { cursor }),
        });
        found.push(page.items.length);
        cursor = page.next;
      } while (cursor !== undefined);
      return found;
    };
    expect(await sizes('SecretList')).toEqual([2, 1]);
    expect(await sizes('SecretListDeleted')).toEqual([2, 0]);
    expect(await sizes('SecretListVersions', { name: 'a' })).toEqual([2, 2, 1]);
  });
});

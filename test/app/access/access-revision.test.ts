import { expect, it } from 'vitest';
import { aHouse } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { assign, invite } from '../../support/an-invitation.ts';

it('everything that decides who may do what gives the house another revision, and nothing else does', async () => {
  const { engine, window } = await aHouse();
  const revision = () => roomsOf(engine).store.read((tx) => tx.accessRevision.find());
  const seen = [await revision()];
  const changes: (() => Promise<unknown>)[] = [
    () => invite(window, 'grace'),
    () => window.call('GroupPut', { name: 'Readers', description: '' }),
    async () => {
      const [group] = (await window.call('GroupList', { limit: 1 })).items;
      const [, grace] = (await window.call('PersonList', { limit: 2 })).items;
      return window.call('MembershipCreate', { group: group?.id ?? '', member: grace?.id ?? '' });
    },
    async () => assign(window, (await window.call('PersonList', { limit: 2 })).items[1]?.id ?? '', 'Key Vault Reader'),
    async () => {
      const [, grace] = (await window.call('PersonList', { limit: 2 })).items;
      return window.call('PersonPatch', { id: grace?.id ?? '', enabled: false, revision: grace?.revision ?? 0 });
    },
    async () => {
      const [, grace] = (await window.call('PersonList', { limit: 2 })).items;
      return window.call('PersonPatch', { id: grace?.id ?? '', enabled: true, revision: grace?.revision ?? 0 });
    },
  ];
  for (const change of changes) {
    await change();
    seen.push(await revision());
  }
  expect(new Set(seen).size).toBe(changes.length + 1);
  await window.call('VaultGet', { vault: 'payroll' });
  await expect(invite(window, 'GRACE')).rejects.toMatchObject({ code: 'NameTaken' });
  await expect(window.call('GroupPut', { name: 'readers', description: '' })).rejects.toMatchObject({ code: 'NameTaken' });
  expect(await revision()).toBe(seen.at(-1));
});

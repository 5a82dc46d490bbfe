import { newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { aHouse, type Ground, utf8, type Window } from '../../support/a-house.ts';

/** A pretended token in the machine of a house, open. @returns `id` is that of the token in the house */
export async function openToken({ window, ground }: { readonly window: Window; readonly ground: Ground }) {
  const token = newMemoryToken('0001', 'Office HSM');
  ground.hsm.tokens.push(token);
  ground.hsm.libraries.push('/usr/lib/memory.so');
  await window.call('HsmModuleAdd', { name: 'Memory', path: '/usr/lib/memory.so', parameters: '' });
  const { items } = await window.call('HsmModuleList', {});
  const id = items[0]?.tokens[0]?.id ?? '';
  await window.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
  return { token, id };
}

/** A house with such a token, that the vault `payroll` is bound to. */
export async function aMachine() {
  const house = await aHouse();
  const { window } = house;
  const { token, id } = await openToken(house);
  const { revision } = await window.call('VaultGet', { vault: 'payroll' });
  await window.call('VaultPatch', { vault: 'payroll', revision, tier: 'premium' });
  await window.call('HsmBindingPut', { vault: 'payroll', token: id });
  return { ...house, token, id };
}

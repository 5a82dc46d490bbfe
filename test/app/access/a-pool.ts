import type { HsmScript } from '../../../app/memory/hsm-hosts.ts';
import { newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { utf8, type Window } from '../../support/a-house.ts';
import { anAccess, roleId } from './an-access.ts';

const library = '/usr/lib/memory.so';

/** A token that is there and open. @returns its id */
async function anOpenToken(window: Window, script: HsmScript, label = 'Office HSM'): Promise<string> {
  script.tokens.push(newMemoryToken(label, label));
  if (!script.libraries.includes(library)) {
    script.libraries.push(library);
    await window.call('HsmModuleAdd', { name: 'Memory', path: library, parameters: '' });
  }
  const { items } = await window.call('HsmModuleList', {});
  const token = items.flatMap(({ tokens }) => tokens).find((it) => it.label === label)?.id ?? '';
  await window.call('HsmTokenOpen', { token, pin: utf8('123456'), keep: false });
  return token;
}

/** A pool that `ada` made, bound to an open token; she administers it and may use its keys. */
export async function aPool() {
  const access = await anAccess();
  const { ada, adaId, resourceGroup, ground } = access;
  const setting = { retentionDays: 90, purgeProtection: false, tags: {} };
  const made = await ada.call('VaultPut', { name: 'hsms', resourceGroup, tier: 'managed-hsm', ...setting });
  const pool = made.resourceId;
  const token = await anOpenToken(ada, ground.hsm);
  await ada.call('HsmBindingPut', { vault: 'hsms', token });
  const give = (principal: string, role: string, scope = pool) =>
    ada.call('RoleAssignmentCreate', { principal, role: roleId(role), scope, reason: 'for the test' });
  await give(adaId, 'Managed HSM Crypto User');
  return { ...access, made, pool, token, giveInPool: give };
}

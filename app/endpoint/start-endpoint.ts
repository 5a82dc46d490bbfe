import type { Tx } from '../operation/store.ts';
import type { HouseDeps } from '../seal/house-deps.ts';
import type { OpenHouse } from '../seal/house.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { EndpointPlan } from './endpoint-host.ts';
import { readEndpointSetting, toEndpointPlan } from './endpoint-setting.ts';

/** @throws VaultError IntegrityViolation when the setting was edited outside the house */
export async function readEndpointPlan(tx: Tx, keyring: Keyring): Promise<EndpointPlan> {
  const tenant = await tx.directory.findTenant();
  if (!tenant) throw new Error('the store holds no tenant');
  return toEndpointPlan(await readEndpointSetting(tx, keyring), tenant.id);
}

/** Brings about what was decided, once the house is open. Never throws: a setting that can't be trusted is none. */
export async function startEndpoint({ endpoint, report }: HouseDeps, { store, keyring }: OpenHouse): Promise<void> {
  try {
    await endpoint.apply(await store.read((tx) => readEndpointPlan(tx, keyring)));
  } catch (error) {
    report(error);
  }
}

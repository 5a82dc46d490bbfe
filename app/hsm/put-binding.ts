import { HsmBindingPut } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { knownEntry } from './find-token.ts';
import { writeHsm } from './hsm-view.ts';
import { readRegistry, type Registry, withToken, writeRegistry } from './registry.ts';

/** Says in which token the HSM keys of a vault are made from now on. Keys that were made before stay where they are. */
export const putBinding: RoomOperation<typeof HsmBindingPut> = {
  ...writeHsm,
  shape: HsmBindingPut,
  fields: { token: kept(({ token }) => token ?? 'none') },
  target: async (input, tx, keyring) => ({ ...(await vaultTarget(tx, keyring, input.vault)), scope: '/' }),
  async run(room, { vault: name, token }) {
    const { tx, keyring } = room;
    const vault = await getVault(tx, keyring, name);
    if (token !== null && vault.tier === 'standard')
      throw new VaultError('KeyUnsupported', { what: 'HSM keys', by: vault.name, reason: 'vault' });
    const free = unbind(await readRegistry(tx, keyring), vault.id);
    await writeRegistry(tx, keyring, token === null ? free : bind(free, vault.id, knownEntry(room, free, token)));
    return {};
  },
};

const unbind = (registry: Registry, vaultId: string): Registry => ({
  ...registry,
  tokens: registry.tokens.map((entry) => ({ ...entry, vaults: entry.vaults.filter((id) => id !== vaultId) })),
});

const bind = (registry: Registry, vaultId: string, entry: Registry['tokens'][number]): Registry =>
  withToken(registry, { ...entry, vaults: [...entry.vaults, vaultId] });

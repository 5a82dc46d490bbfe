import { useVaultList } from './use-vault-list.ts';

/** Whether a vault is a Managed HSM pool, as far as the vaults are known. */
export function usePools(): (vault: string) => boolean {
  const { vaults } = useVaultList();
  return (vault) => vaults?.some(({ name, tier }) => tier === 'managed-hsm' && name.toLowerCase() === vault.toLowerCase()) ?? false;
}

import { useState, type ReactNode } from 'react';
import { useVaultList } from './use-vault-list.ts';
import { VaultChooser } from './vault-chooser.tsx';

const onlyOf = (names: readonly string[] | undefined) => (names?.length === 1 ? names[0] : undefined);

/**
 * Into which vault something new goes: chosen, unless there is only one to go to.
 * @param narrowed the vaults that the list is narrowed to
 * @param what pools take no secrets
 */
export function useVaultChoice(
  narrowed: readonly string[] | undefined,
  what: 'secret' | 'key' = 'key',
): { vault: string | undefined; chooser: ReactNode } {
  const { vaults: all = [] } = useVaultList();
  const vaults = what === 'secret' ? all.filter(({ tier }) => tier !== 'managed-hsm') : all;
  const [chosen, setChosen] = useState<string>();
  const only = onlyOf(narrowed) ?? onlyOf(vaults.map((vault) => vault.name));
  const vault = only ?? chosen ?? narrowed?.[0] ?? vaults[0]?.name;
  const free = only === undefined && vault !== undefined;
  return { vault, chooser: free ? <VaultChooser vaults={vaults} chosen={vault} onChoose={setChosen} /> : undefined };
}

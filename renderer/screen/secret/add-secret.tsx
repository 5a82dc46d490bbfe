import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction, type ActionProps } from '../action/use-action.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { SecretPanel } from './secret-panel.tsx';
import { VaultChooser } from './vault-chooser.tsx';

interface Adding {
  /** The version that a new one follows; absent for a new secret. */
  readonly last: SecretProperties | undefined;
}

/** The panel for a new secret, or for a new version of one, and what opens it. @param sent whether one was sent here to add */
export function useAdding(sent: boolean): {
  state: Adding | undefined;
  offer: ActionProps;
  follow: (last: SecretProperties) => void;
  stop: () => void;
} {
  const [state, setState] = useState<Adding | undefined>(sent ? { last: undefined } : undefined);
  const [told, setTold] = useState(sent);
  if (sent !== told) {
    setTold(sent);
    if (sent) setState({ last: undefined });
  }
  const { vaults } = useVaultList();
  const offer = useAction('secret.add', {
    run: () => setState({ last: undefined }),
    may: useMayAnywhere('SecretSet'),
    unavailable: vaults?.length === 0 ? 'No vault yet. Create one first: a secret lives in a vault.' : undefined,
  });
  return { state, offer, follow: (last) => setState({ last }), stop: () => setState(undefined) };
}

const onlyOf = (names: readonly string[] | undefined) => (names?.length === 1 ? names[0] : undefined);

interface AddSecretPanelProps {
  /** The vaults that the list is narrowed to. */
  vaults: readonly string[] | undefined;
  onClose: () => void;
  onAdded: (secret: SecretProperties) => void;
}

/** The form for a new secret; the vault is chosen in it unless the list shows only one. */
export function AddSecretPanel({ vaults: narrowed, onClose, onAdded }: AddSecretPanelProps) {
  const { vaults = [] } = useVaultList();
  const [chosen, setChosen] = useState<string>();
  const only = onlyOf(narrowed) ?? onlyOf(vaults.map((vault) => vault.name));
  const vault = only ?? chosen ?? narrowed?.[0] ?? vaults[0]?.name;
  if (vault === undefined) return null;
  return (
    <SecretPanel
      vault={vault}
      last={undefined}
      onClose={onClose}
      onSaved={onAdded}
      chooser={only === undefined ? <VaultChooser vaults={vaults} chosen={vault} onChoose={setChosen} /> : undefined}
    />
  );
}

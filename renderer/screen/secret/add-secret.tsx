import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction, type ActionProps } from '../action/use-action.ts';
import { useVaultChoice } from '../vault/use-vault-choice.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { SecretPanel } from './secret-panel.tsx';

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

interface AddSecretPanelProps {
  /** The vaults that the list is narrowed to. */
  vaults: readonly string[] | undefined;
  onClose: () => void;
  onAdded: (secret: SecretProperties) => void;
}

/** The form for a new secret; the vault is chosen in it unless the list shows only one. */
export function AddSecretPanel({ vaults: narrowed, onClose, onAdded }: AddSecretPanelProps) {
  const { vault, chooser } = useVaultChoice(narrowed, 'secret');
  if (vault === undefined) return null;
  return <SecretPanel vault={vault} last={undefined} onClose={onClose} onSaved={onAdded} chooser={chooser} />;
}

import { useMutation } from '@tanstack/react-query';
import type { Input } from '../../../app/contract/operation.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultPatch } from '../../api/mutation.ts';
import { useToast } from '../../component/toast.tsx';

/** What is changed of a vault, without saying which and since when. */
export type VaultChange = Omit<Input<'VaultPatch'>, 'vault' | 'revision'>;

interface Said {
  /** What one just did, in the past. */
  readonly done: string;
  /** What takes it back; absent where nothing does. */
  readonly back?: VaultChange;
  readonly after?: () => void;
}

/** Changes settings of a vault as it was seen, says so, and offers to take it back. */
export function useVaultChange(vault: Vault) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(vaultPatch(useClient()));
  const change = (what: VaultChange, { done, back, after }: Said) =>
    mutate(
      { vault: vault.name, revision: vault.revision, ...what },
      {
        onSuccess: (changed) => {
          const undo = () => mutate({ vault: vault.name, revision: changed.revision, ...back });
          say({ text: done, ...(back ? { undo } : {}) });
          after?.();
        },
      },
    );
  return { change, error, busy: isPending };
}

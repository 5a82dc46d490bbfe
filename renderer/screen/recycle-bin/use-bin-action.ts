import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { secretPurge, secretRecover, vaultPurge, vaultRecover } from '../../api/mutation.ts';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { BinEntry } from './bin-entry.ts';

/** Takes one thing back out of the bin, and says so. */
export function useRecover() {
  const client = useClient();
  const say = useToast();
  const vault = useMutation(vaultRecover(client));
  const secret = useMutation(secretRecover(client));
  const recover = (entry: BinEntry, then: () => void) => {
    const onSuccess = () => {
      const where = entry.kind === 'vault' ? ', with all it held' : ` to ${visibleText(entry.vault)}`;
      say({ text: `${visibleText(entry.name)} was recovered${where}.` });
      then();
    };
    if (entry.kind === 'vault') vault.mutate({ vault: entry.name }, { onSuccess });
    else secret.mutate({ vault: entry.vault, name: entry.name }, { onSuccess });
  };
  return { recover, error: vault.error ?? secret.error, busy: vault.isPending || secret.isPending };
}

/** Destroys one thing that lies in the bin, and says so. */
export function usePurge() {
  const client = useClient();
  const say = useToast();
  const vault = useMutation(vaultPurge(client));
  const secret = useMutation(secretPurge(client));
  const purge = (entry: BinEntry, then: () => void) => {
    const onSuccess = () => {
      say({ text: `${visibleText(entry.name)} was destroyed. Its name is free.` });
      then();
    };
    if (entry.kind === 'vault') vault.mutate({ vault: entry.name }, { onSuccess });
    else secret.mutate({ vault: entry.vault, name: entry.name }, { onSuccess });
  };
  return { purge, error: vault.error ?? secret.error, busy: vault.isPending || secret.isPending };
}

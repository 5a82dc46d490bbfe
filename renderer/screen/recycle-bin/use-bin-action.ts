import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { keyPurge, keyRecover } from '../../api/key-mutation.ts';
import { secretPurge, secretRecover, vaultPurge, vaultRecover } from '../../api/mutation.ts';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { BinEntry } from './bin-entry.ts';

interface Deed {
  readonly mutateAsync: (object: { vault: string; name: string }) => Promise<unknown>;
}

interface Deeds {
  readonly secret: Deed;
  readonly key: Deed;
  readonly vault: { readonly mutateAsync: (vault: { vault: string }) => Promise<unknown> };
}

/** Does to an entry what is done to its kind. */
function doTo({ secret, key, vault }: Deeds, entry: BinEntry): Promise<unknown> {
  switch (entry.kind) {
    case 'secret':
      return secret.mutateAsync({ vault: entry.vault, name: entry.name });
    case 'key':
      return key.mutateAsync({ vault: entry.vault, name: entry.name });
    case 'vault':
      return vault.mutateAsync({ vault: entry.name });
  }
}

/** Does it to one entry at a time, and says what came of it. */
function useDone(deeds: Deeds, said: (entry: BinEntry) => string) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (entry: BinEntry) => doTo(deeds, entry),
    onSuccess: (_done, entry) => say({ text: said(entry) }),
  });
  const run = (entry: BinEntry, then: () => void) => mutate(entry, { onSuccess: then });
  return { run, error, busy: isPending };
}

/** Takes one thing back out of the bin, and says so. */
export function useRecover() {
  const client = useClient();
  const deeds = {
    secret: useMutation(secretRecover(client)),
    key: useMutation(keyRecover(client)),
    vault: useMutation(vaultRecover(client)),
  };
  const { run, ...rest } = useDone(
    deeds,
    (entry) =>
      `${visibleText(entry.name)} was recovered${entry.kind === 'vault' ? ', with all it held' : ` to ${visibleText(entry.vault)}`}.`,
  );
  return { recover: run, ...rest };
}

/** Destroys one thing that lies in the bin, and says so. */
export function usePurge() {
  const client = useClient();
  const deeds = { secret: useMutation(secretPurge(client)), key: useMutation(keyPurge(client)), vault: useMutation(vaultPurge(client)) };
  const { run, ...rest } = useDone(deeds, ({ name }) => `${visibleText(name)} was destroyed. Its name is free.`);
  return { purge: run, ...rest };
}

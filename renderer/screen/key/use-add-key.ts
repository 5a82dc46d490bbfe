import { useState } from 'react';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction } from '../action/use-action.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import type { KeyPlace } from './key-place.ts';

type Way = 'create' | 'import' | 'byok';

const sentTo = (place: KeyPlace): Way | undefined => (place.create ? 'create' : place.import ? 'import' : undefined);

/** The ways in which a key comes into a vault, to palette, keys and buttons. @param place who was sent there to add one finds its form open */
export function useAddKey(place: KeyPlace) {
  const sent = sentTo(place);
  const [open, setOpen] = useState<Way | undefined>(sent);
  const [told, setTold] = useState(sent);
  if (sent !== told) {
    setTold(sent);
    if (sent) setOpen(sent);
  }
  const { vaults } = useVaultList();
  const unavailable = vaults?.length === 0 ? 'No vault yet. Create one first: a key lives in a vault.' : undefined;
  const create = useAction('key.create', { run: () => setOpen('create'), may: useMayAnywhere('KeyCreate'), unavailable });
  const bring = useAction('key.import', { run: () => setOpen('import'), may: useMayAnywhere('KeyImport'), unavailable });
  const wrap = useAction('key.make-byok', { run: () => setOpen('byok') });
  return { open, ways: { create, bring, wrap }, stop: () => setOpen(undefined) };
}

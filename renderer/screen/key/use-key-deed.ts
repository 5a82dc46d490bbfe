import { useMutation } from '@tanstack/react-query';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyUpdate } from '../../api/key-mutation.ts';
import { useDeed } from '../../component/use-deed.ts';

/** What is done at once to one version of a key. */
export function useKeyDeed() {
  const { mutateAsync: update } = useMutation(keyUpdate(useClient()));
  return useDeed<KeyProperties>({ noun: 'key', backup: 'KeyBackup', disabled: 'nothing can be done with it', update });
}

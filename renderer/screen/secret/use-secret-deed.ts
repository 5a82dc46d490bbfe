import { useMutation } from '@tanstack/react-query';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretUpdate } from '../../api/mutation.ts';
import { revealSecret } from '../../api/reveal.ts';
import { useCopyValue } from '../../component/held-copy.tsx';
import { useDeed } from '../../component/use-deed.ts';

/** What is done to one version at once, each with its message and, where it can be, its Undo. */
export function useSecretDeed() {
  const client = useClient();
  const copyValue = useCopyValue();
  const { mutateAsync: update } = useMutation(secretUpdate(client));
  const deed = useDeed<SecretProperties>({ noun: 'secret', backup: 'SecretBackup', disabled: 'nobody can read its value', update });
  const copy = ({ vault, name, version }: SecretProperties) =>
    void copyValue(name, async () => (await revealSecret(client, { vault, name, version })).value);
  return { ...deed, copy };
}

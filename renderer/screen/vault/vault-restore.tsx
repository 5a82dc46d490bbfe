import { useMutation } from '@tanstack/react-query';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyRestore } from '../../api/key-mutation.ts';
import { secretRestore } from '../../api/mutation.ts';
import { RestoreButton } from '../../component/restore-button.tsx';

/** The ways back into a vault from files of backups; into a pool only keys come. */
export function VaultRestore({ vault, isPool }: { vault: string; isPool: boolean }) {
  const client = useClient();
  const { mutateAsync: restoreSecret } = useMutation(secretRestore(client));
  const { mutateAsync: restoreKey } = useMutation(keyRestore(client));
  const secrets = useMay({ operation: 'SecretRestore', vault });
  const keys = useMay({ operation: 'KeyRestore', vault });
  return (
    <>
      {!isPool && <RestoreButton noun="secret" may={secrets} restore={(file) => restoreSecret({ vault, file })} />}
      <RestoreButton noun="key" may={keys} restore={(file) => restoreKey({ vault, file })} />
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretUpdate } from '../../api/mutation.ts';
import { revealSecret } from '../../api/reveal.ts';
import { backUpSecret } from '../../api/secret-file.ts';
import { useCopyValue } from '../../component/held-copy.tsx';
import { saveFile } from '../../component/save-file.ts';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { useToast } from '../../component/toast.tsx';

/** What is done to one version at once, each with its message and, where it can be, its Undo. */
export function useSecretDeed() {
  const client = useClient();
  const say = useToast();
  const fail = useFailureToast();
  const copyValue = useCopyValue();
  const { mutateAsync: update } = useMutation(secretUpdate(client));

  // By promise: when it is taken back, the detail may be gone.
  const enable = (secret: SecretProperties, enabled: boolean, undoable = true): void => {
    const { vault, name, version, revision } = secret;
    const told = (now: SecretProperties) =>
      say({
        text: `${name} is ${enabled ? 'enabled' : 'disabled: nobody can read its value'}.`,
        ...(undoable ? { undo: () => enable(now, !enabled, false) } : {}),
      });
    void update({ vault, name, version, revision, enabled }).then(told, fail);
  };
  const copy = ({ vault, name, version }: SecretProperties) =>
    void copyValue(name, async () => (await revealSecret(client, { vault, name, version })).value);
  const backUp = (secret: SecretProperties) =>
    backUpSecret(client, secret).then((parts) => {
      saveFile(`${secret.name}.strongroom-secret`, parts, 'application/octet-stream');
      say({ text: `The backup of ${secret.name} is made. It is encrypted, and only this Strongroom can open it.` });
    }, fail);
  return {
    enable: (secret: SecretProperties, enabled: boolean) => enable(secret, enabled),
    copy,
    backUp: (it: SecretProperties) => void backUp(it),
  };
}

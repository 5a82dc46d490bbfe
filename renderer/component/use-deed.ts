import { backUp } from '../api/backup-file.ts';
import { useClient } from '../api/client-context.tsx';
import { saveFile } from './save-file.ts';
import { useToast } from './toast.tsx';
import { useFailureToast } from './use-failure-toast.ts';

interface Version {
  readonly vault: string;
  readonly name: string;
  readonly version: string;
  readonly revision: number;
}

interface Kind<Of> {
  readonly noun: string;
  readonly backup: 'SecretBackup' | 'KeyBackup';
  /** What a disabled one means: `nobody can read its value`. */
  readonly disabled: string;
  readonly update: (change: Version & { readonly enabled: boolean }) => Promise<Of>;
}

/** What is done at once to one version of what has several, each with its message and, where it can be, its Undo. */
export function useDeed<Of extends Version>({ noun, backup, disabled, update }: Kind<Of>) {
  const client = useClient();
  const say = useToast();
  const fail = useFailureToast();
  // By promise: when it is taken back, the detail may be gone.
  const enable = ({ vault, name, version, revision }: Version, enabled: boolean, undoable = true): void => {
    const told = (now: Of) =>
      say({
        text: `${name} is ${enabled ? 'enabled' : `disabled: ${disabled}`}.`,
        ...(undoable ? { undo: () => enable(now, !enabled, false) } : {}),
      });
    void update({ vault, name, version, revision, enabled }).then(told, fail);
  };
  const save = (of: Of) =>
    backUp(client, backup, of).then((parts) => {
      saveFile(`${of.name}.strongroom-${noun}`, parts, 'application/octet-stream');
      say({ text: `The backup of ${of.name} is made. It is encrypted, and only this Strongroom can open it.` });
    }, fail);
  return { enable: (of: Of, enabled: boolean) => enable(of, enabled), backUp: (of: Of) => void save(of) };
}

import { useQueryClient } from '@tanstack/react-query';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState, type ChangeEvent } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { May } from '../../api/may.ts';
import { restoreSecret } from '../../api/secret-file.ts';
import { queryKey } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';

/** Puts a secret back from the file of its backup, with all its versions. Nothing that is there is overwritten. */
export function RestoreButton({ vault, may }: { vault: string; may: May }) {
  const stop = useUnavailable(may);
  const client = useClient();
  const queries = useQueryClient();
  const say = useToast();
  const fail = useFailureToast();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (!file) return;
    setBusy(true);
    void restoreSecret(client, vault, file)
      .then(async (secret) => {
        say({ text: `${visibleText(secret.name)} is restored to ${visibleText(secret.vault)}, with its versions.` });
        await Promise.all(
          [queryKey.secrets(vault), queryKey.vaults, queryKey.log].map((key) => queries.invalidateQueries({ queryKey: key })),
        );
      }, fail)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <ActionButton startIcon={<IconFileUpload />} busy={busy} {...stop} onClick={() => field.current?.click()}>
        Restore a secret…
      </ActionButton>
      <input ref={field} type="file" hidden aria-label="Backup of a secret" accept=".strongroom-secret" onChange={take} />
    </>
  );
}

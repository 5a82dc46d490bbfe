import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState, type ChangeEvent } from 'react';
import type { May } from '../api/may.ts';
import { ActionButton } from './action-button.tsx';
import { useFailureToast } from './use-failure-toast.ts';
import { useToast } from './toast.tsx';
import { useUnavailable } from './use-unavailable.ts';
import { visibleText } from './visible-text.ts';

interface RestoreButtonProps {
  /** What is put back: `secret`. */
  noun: string;
  may: May;
  restore: (file: Blob) => Promise<{ readonly vault: string; readonly name: string }>;
}

/** Puts something back from the file of its backup, with all its versions. Nothing that is there is overwritten. */
export function RestoreButton({ noun, may, restore }: RestoreButtonProps) {
  const stop = useUnavailable(may);
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
    void restore(file)
      .then(({ name, vault }) => say({ text: `${visibleText(name)} is restored to ${visibleText(vault)}, with its versions.` }), fail)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <ActionButton startIcon={<IconFileUpload />} busy={busy} {...stop} onClick={() => field.current?.click()}>
        Restore a {noun}…
      </ActionButton>
      <input ref={field} type="file" hidden aria-label={`Backup of a ${noun}`} accept={`.strongroom-${noun}`} onChange={take} />
    </>
  );
}

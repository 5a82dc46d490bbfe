import { useState } from 'react';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { FoundList } from './found-list.tsx';
import { ownProcess } from './hsm-text.ts';
import { useHsmChange } from './use-hsm-change.ts';

const empty = { name: '', path: '', parameters: '' };

/** Adds a PKCS #11 library: one that was found, or one by its path. */
export function AddModulePanel({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(empty);
  const { change, busy, error } = useHsmChange('HsmModuleAdd');
  const { problems, trySend } = useInputCheck('HsmModuleAdd', draft);
  const set = (part: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...part }));
  const add = () => !busy && change(draft, `${draft.name} was added.`, onClose);
  return (
    <FormPanel
      title="Add a module"
      verb="Add module"
      busy={busy}
      dirty={JSON.stringify(draft) !== JSON.stringify(empty)}
      onSubmit={() => trySend(add)}
      onClose={onClose}
    >
      <span>{ownProcess}</span>
      <FoundList onAdded={onClose} />
      <TextField
        label="Name"
        autoFocus
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
        hint="What people call the device: Office HSM."
        error={problems['name']}
        inputProps={{ maxLength: 100 }}
      />
      <TextField
        label="Path of the library"
        mono
        value={draft.path}
        onChange={(event) => set({ path: event.target.value })}
        hint="A file that ends in .so, .dll or .dylib, with its whole path. The maker’s manual names it."
        error={problems['path']}
        inputProps={{ maxLength: 1024 }}
      />
      <TextField
        label="Parameters"
        aside="optional"
        mono
        value={draft.parameters}
        onChange={(event) => set({ parameters: event.target.value })}
        hint="What some libraries must be told at their start, such as NSS its folder."
        error={problems['parameters']}
        inputProps={{ maxLength: 1024 }}
      />
      <FailureBanner error={error} />
    </FormPanel>
  );
}

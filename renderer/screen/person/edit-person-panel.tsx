import { useState } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { visibleText } from '../../component/visible-text.ts';
import { usePersonChange } from './use-person-change.ts';

/** What of a person can be rewritten: the name that others read. */
export function EditPersonPanel({ person, onClose }: { person: Person; onClose: () => void }) {
  const { change, error, busy } = usePersonChange(person);
  const [displayName, setDisplayName] = useState(person.displayName);
  const wanted = displayName.trim();
  const { problems, trySend } = useInputCheck('PersonPatch', { id: person.id, revision: person.revision, displayName: wanted });
  const save = () => {
    if (busy) return;
    if (wanted === person.displayName) return onClose();
    change({ displayName: wanted }, { done: 'The name was changed.', back: { displayName: person.displayName }, after: onClose });
  };
  return (
    <FormPanel
      title={`Edit ${visibleText(person.displayName)}`}
      dirty={displayName !== person.displayName}
      verb="Save"
      busy={busy}
      onSubmit={() => trySend(save)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
        hint="As others read it. Records of before keep the name of then."
        error={problems['displayName']}
        inputProps={{ maxLength: 100 }}
      />
      <FailureBanner error={error} />
    </FormPanel>
  );
}

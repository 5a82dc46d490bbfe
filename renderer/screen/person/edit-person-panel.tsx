import { useState } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { usePersonChange } from './use-person-change.ts';

/** What of a person can be rewritten: the name that others read. */
export function EditPersonPanel({ person, onClose }: { person: Person; onClose: () => void }) {
  const { change, error, busy } = usePersonChange(person);
  const [displayName, setDisplayName] = useState(person.displayName);
  const [tried, setTried] = useState(false);
  const wanted = displayName.trim();
  const problem = checkInput('PersonPatch', { id: person.id, revision: person.revision, displayName: wanted })['displayName'];
  const save = () => {
    setTried(true);
    if (problem !== undefined || busy) return;
    if (wanted === person.displayName) return onClose();
    change({ displayName: wanted }, { done: 'The name was changed.', back: { displayName: person.displayName }, after: onClose });
  };
  return (
    <FormPanel
      title={`Edit ${visibleText(person.displayName)}`}
      dirty={displayName !== person.displayName}
      verb="Save"
      busy={busy}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
        hint="As others read it. Records of before keep the name of then."
        error={tried ? problem : undefined}
        inputProps={{ maxLength: 100 }}
      />
      <FailureBanner error={error} />
    </FormPanel>
  );
}

import Button from '@mui/material/Button';
import { useId, useState, type SyntheticEvent } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { usePersonChange } from './use-person-change.ts';

/** What of a person can be rewritten: the name that others read. */
export function EditPersonPanel({ person, onClose }: { person: Person; onClose: () => void }) {
  const formId = useId();
  const { change, error, busy } = usePersonChange(person);
  const [displayName, setDisplayName] = useState(person.displayName);
  const [tried, setTried] = useState(false);
  const wanted = displayName.trim();
  const problem = checkInput('PersonPatch', { id: person.id, revision: person.revision, displayName: wanted })['displayName'];
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined || busy) return;
    if (wanted === person.displayName) return onClose();
    change({ displayName: wanted }, { done: 'The name was changed.', back: { displayName: person.displayName }, after: onClose });
  };
  return (
    <SidePanel
      title={`Edit ${visibleText(person.displayName)}`}
      open
      dirty={displayName !== person.displayName}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy}>
            Save
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={save} style={{ display: 'contents' }}>
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
      </form>
    </SidePanel>
  );
}

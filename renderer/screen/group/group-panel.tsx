import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SyntheticEvent } from 'react';
import type { Input } from '../../../app/contract/operation.ts';
import type { Group } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { groupPut } from '../../api/person-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';

interface GroupPanelProps {
  /** Absent for a new one. */
  group?: Group;
  /** Told the group as it was saved; undefined where nothing was. */
  onClose: (saved?: Group) => void;
}

/** Name and purpose of a group, of a new one or of one that stands. */
export function GroupPanel({ group, onClose }: GroupPanelProps) {
  const formId = useId();
  const [name, setName] = useState(group?.name ?? '');
  const [description, setDescription] = useState(group?.description ?? '');
  const [tried, setTried] = useState(false);
  const put = useMutation(groupPut(useClient()));
  const input: Input<'GroupPut'> = {
    name: name.trim(),
    description: description.trim(),
    ...(group ? { id: group.id, revision: group.revision } : {}),
  };
  const problems = checkInput('GroupPut', input);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !put.isPending) put.mutate(input, { onSuccess: onClose });
  };
  const taken = isVaultError(put.error, 'NameTaken') && put.variables?.name === input.name;
  return (
    <SidePanel
      title={group ? `Edit ${visibleText(group.name)}` : 'Create group'}
      open
      dirty={name !== (group?.name ?? '') || description !== (group?.description ?? '')}
      onClose={() => onClose()}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={put.isPending}>
            {group ? 'Save' : 'Create group'}
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={save} style={{ display: 'contents' }}>
        <TextField
          label="Name"
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
          hint="As it stands where roles are given: a team, or a duty."
          error={taken ? errorSentence(put.error) : tried ? problems['name'] : undefined}
          inputProps={{ maxLength: 100 }}
        />
        <TextField
          label="What it is for"
          aside="optional"
          multiline
          minRows={3}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          error={tried ? problems['description'] : undefined}
          inputProps={{ maxLength: 500 }}
        />
        {!isVaultError(put.error, 'NameTaken') && <FailureBanner error={put.error} />}
      </form>
    </SidePanel>
  );
}

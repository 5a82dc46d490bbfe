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
  const { draft, change, dirty, problems, save, error, busy } = useGroupForm(group, onClose);
  return (
    <SidePanel
      title={group ? `Edit ${visibleText(group.name)}` : 'Create group'}
      open
      dirty={dirty}
      onClose={() => onClose()}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy}>
            {group ? 'Save' : 'Create group'}
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={save} style={{ display: 'contents' }}>
        <TextField
          label="Name"
          autoFocus
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
          hint="As it stands where roles are given: a team, or a duty."
          error={problems['name']}
          inputProps={{ maxLength: 100 }}
        />
        <TextField
          label="What it is for"
          aside="optional"
          multiline
          minRows={3}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
          error={problems['description']}
          inputProps={{ maxLength: 500 }}
        />
        <FailureBanner error={error} />
      </form>
    </SidePanel>
  );
}

interface GroupDraft {
  readonly name: string;
  readonly description: string;
}

const toGroupPut = (group: Group | undefined, { name, description }: GroupDraft): Input<'GroupPut'> => ({
  name: name.trim(),
  description: description.trim(),
  ...(group ? { id: group.id, revision: group.revision } : {}),
});

/** What is typed, what is wrong with it once it was tried, and what came of saving it. */
function useGroupForm(group: Group | undefined, onSaved: (saved: Group) => void) {
  const [first] = useState<GroupDraft>({ name: group?.name ?? '', description: group?.description ?? '' });
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const put = useMutation(groupPut(useClient()));
  const input = toGroupPut(group, draft);
  const found = checkInput('GroupPut', input);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(found).length === 0 && !put.isPending) put.mutate(input, { onSuccess: onSaved });
  };
  const isTaken = isVaultError(put.error, 'NameTaken');
  const taken = isTaken && put.variables?.name === input.name ? errorSentence(put.error) : undefined;
  const problems: Readonly<Record<string, string>> = { ...(tried ? found : {}), ...(taken === undefined ? {} : { name: taken }) };
  return {
    draft,
    change: (part: Partial<GroupDraft>) => setDraft((before) => ({ ...before, ...part })),
    dirty: draft.name !== first.name || draft.description !== first.description,
    problems,
    save,
    /** What is not said beside a field. */
    error: isTaken ? null : put.error,
    busy: put.isPending,
  };
}

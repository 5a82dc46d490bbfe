import { useMutation } from '@tanstack/react-query';
import type { Group } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupPut } from '../../api/person-mutation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { NameFields, problemsOf, tidyDraft, useNameDraft } from '../../component/name-form.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { visibleText } from '../../component/visible-text.ts';

interface GroupPanelProps {
  /** Absent for a new one. */
  group?: Group;
  /** Told the group as it was saved; undefined where nothing was. */
  onClose: (saved?: Group) => void;
}

/** Name and purpose of a group, of a new one or of one that stands. */
export function GroupPanel({ group, onClose }: GroupPanelProps) {
  const form = useNameDraft(group);
  const { mutate, error, variables, isPending } = useMutation(groupPut(useClient()));
  const input = { ...tidyDraft(form.draft), ...(group ? { id: group.id, revision: group.revision } : {}) };
  const { problems, trySend } = useInputCheck('GroupPut', input);
  const save = () => !isPending && mutate(input, { onSuccess: onClose });
  return (
    <FormPanel
      title={group ? `Edit ${visibleText(group.name)}` : 'Create group'}
      dirty={form.dirty}
      verb={group ? 'Save' : 'Create group'}
      busy={isPending}
      onSubmit={() => trySend(save)}
      onClose={() => onClose()}
    >
      <NameFields
        form={form}
        hint="As it stands where roles are given: a team, or a duty."
        problems={problemsOf(problems, error, variables?.name, form.draft.name)}
      />
      {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
    </FormPanel>
  );
}

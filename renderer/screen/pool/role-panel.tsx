import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { poolAction, type PoolAction, type RoleDefinition } from '../../../app/contract/pool.ts';
import { useClient } from '../../api/client-context.tsx';
import { fieldErrors } from '../../api/field-error.ts';
import { roleDefinitionPut } from '../../api/pool-query.ts';
import { CheckField } from '../../component/check-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { NameFields, problemsOf, tidyDraft, useNameDraft } from '../../component/name-form.tsx';
import { useToast } from '../../component/toast.tsx';
import { actionGroups, actionWords } from './pool-action.ts';

interface RolePanelProps {
  pool: string;
  /** The role that is changed; a new one without it. */
  role?: RoleDefinition;
  onClose: () => void;
}

/** The form for a role of a pool's own: its name, and what it allows. */
export function RolePanel({ pool, role, onClose }: RolePanelProps) {
  const say = useToast();
  const form = useNameDraft(role);
  const [first] = useState<readonly PoolAction[]>(() => poolAction.options.filter((action) => role?.dataActions.includes(action)));
  const [actions, setActions] = useState(first);
  const [wasKeysOnly] = useState(role ? !role.scopes.includes('/') : false);
  const [keysOnly, setKeysOnly] = useState(wasKeysOnly);
  const [tried, setTried] = useState(false);
  const put = useMutation(roleDefinitionPut(useClient()));
  const input = {
    vault: pool,
    ...tidyDraft(form.draft),
    dataActions: [...actions],
    notDataActions: poolAction.options.filter((action) => role?.notDataActions.includes(action)),
    scopes: [keysOnly ? ('/keys' as const) : ('/' as const)],
    ...(role && { id: role.id, revision: role.revision }),
  };
  const found = tried ? { ...fieldErrors(put.error, 'RoleDefinitionPut'), ...checkInput('RoleDefinitionPut', input) } : {};
  const save = () => {
    setTried(true);
    if (Object.keys(checkInput('RoleDefinitionPut', input)).length > 0) return;
    put.mutate(input, {
      onSuccess: ({ name }) => {
        say({ text: role ? `${name} is changed.` : `${name} is made. Give it to somebody under Access.` });
        onClose();
      },
    });
  };
  return (
    <FormPanel
      title={role ? `Change the role ${role.name}` : `Make a role for ${pool}`}
      verb={role ? 'Save role' : 'Make role'}
      busy={put.isPending}
      unavailable={actions.length === 0 ? 'Choose at least one thing that it allows first.' : undefined}
      dirty={form.dirty || actions !== first || keysOnly !== wasKeysOnly}
      onClose={onClose}
      onSubmit={save}
    >
      <NameFields
        form={form}
        hint="What people choose it by."
        problems={problemsOf(found, put.error, put.variables?.name, form.draft.name)}
      />
      <CheckField
        label="For keys only"
        hint="It can then be given for all keys or for one, and not for the whole pool."
        checked={keysOnly}
        onChange={setKeysOnly}
      />
      <ActionFields chosen={actions} onChange={setActions} />
      <FailureBanner error={put.error} />
    </FormPanel>
  );
}

/** What a role allows, group by group. */
function ActionFields({ chosen, onChange }: { chosen: readonly PoolAction[]; onChange: (actions: readonly PoolAction[]) => void }) {
  const toggle = (action: PoolAction, on: boolean) =>
    onChange(poolAction.options.filter((it) => (it === action ? on : chosen.includes(it))));
  return actionGroups(poolAction.options).map(({ title, actions }) => (
    <Box component="fieldset" key={title} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontWeight: 500 }}>
        {title}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 2 }}>
        {actions.map((action) => (
          <CheckField key={action} label={actionWords(action)} checked={chosen.includes(action)} onChange={(on) => toggle(action, on)} />
        ))}
      </Box>
    </Box>
  ));
}

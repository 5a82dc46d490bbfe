import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { Role } from '../../../app/contract/access.ts';
import { Field } from '../../component/field.tsx';
import { RoleFacts } from './role-facts.tsx';
import { useAssignable, useRolesAt } from './use-role.ts';

const kinds: readonly { readonly kind: Role['kind']; readonly title: string }[] = [
  { kind: 'vault', title: 'What vaults hold' },
  { kind: 'pool', title: 'What the pool holds' },
  { kind: 'management', title: 'Management' },
  { kind: 'directory', title: 'People, groups and applications' },
];

interface RoleFieldProps {
  /** Id of the role; empty while none is chosen. */
  value: string;
  /** Where it would hold: not everyone may give every role there. */
  scope: string;
  onChange: (id: string) => void;
}

/** One of the roles that there are at a scope, with what it is for and what it allows. */
export function RoleField({ value, scope, onChange }: RoleFieldProps) {
  const roles = useRolesAt(scope);
  const assignable = useAssignable(scope);
  const chosen = roles.find(({ id }) => id === value);
  const option = ({ id, name, elevates }: Role) => {
    const barred = assignable !== undefined && !assignable.has(id);
    return (
      <option key={id} value={id} disabled={barred}>
        {name}
        {elevates ? ' (can give itself more)' : ''}
        {barred ? ' (not yours to give)' : ''}
      </option>
    );
  };
  return (
    <>
      <Field label="Role" hint="The smallest that will do. What it allows stands below.">
        {(control) => (
          <NativeSelect
            fullWidth
            value={value}
            onChange={(event) => onChange(event.target.value)}
            input={<OutlinedInput />}
            inputProps={{ ...control }}
          >
            <option value="">Choose a role</option>
            {kinds.map(({ kind, title }) => {
              const of = roles.filter((role) => role.kind === kind);
              return (
                of.length > 0 && (
                  <optgroup key={kind} label={title}>
                    {of.map(option)}
                  </optgroup>
                )
              );
            })}
          </NativeSelect>
        )}
      </Field>
      {chosen && <RoleFacts key={chosen.id} role={chosen} />}
    </>
  );
}

import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { vaultSecretQuery } from '../../api/query.ts';
import { Field } from '../../component/field.tsx';
import { vaultOf } from './scope.ts';

interface OneSecretFieldProps {
  scope: string;
  onChange: (scope: string) => void;
}

/** Narrows a vault to a single secret in it; not there above vaults. Who may not see what is in the vault types its name. */
export function OneSecretField({ scope, onChange }: OneSecretFieldProps) {
  const { vault } = vaultOf(scope);
  return vault === undefined ? null : <NameField vault={vault} scope={scope} onChange={onChange} />;
}

/** Characters that no name of a secret has: left out as they are typed, so that half a name never widens what is given. */
const foreign = /[^a-z0-9-]/gi;

function NameField({ vault, scope, onChange }: OneSecretFieldProps & { vault: string }) {
  const { name = '' } = vaultOf(scope);
  const { data } = useQuery({ ...vaultSecretQuery(useClient(), vault, useDeferredValue(name)), placeholderData: keepPreviousData });
  const write = (typed: string) => {
    const next = typed.replace(foreign, '');
    const whole = scope.replace(/\/secrets\/[^/]*$/i, '');
    onChange(next === '' ? whole : `${whole}/secrets/${next}`);
  };
  return (
    <Field label="Only one secret" aside="optional" hint="Its name: letters, digits and hyphens. Empty: everything in the vault.">
      {(control) => (
        <Autocomplete
          id={control.id}
          freeSolo
          disablePortal
          slotProps={{ paper: { sx: { border: 1, borderColor: 'line.strong' } } }}
          options={data?.items.map((hit) => hit.name) ?? []}
          filterOptions={(all) => all}
          value={name}
          inputValue={name}
          onInputChange={(_event, next) => write(next)}
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              endAdornment={params.slotProps.input.endAdornment}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 127, spellCheck: false }}
              fullWidth
            />
          )}
        />
      )}
    </Field>
  );
}

import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { useClient } from '../../api/client-context.tsx';
import { resourceGroupQuery } from '../../api/query.ts';
import { Field } from '../../component/field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { makesGroup, type VaultDraft } from './vault-draft.ts';
import { resourceGroupName } from './resource-group-name.ts';

interface ResourceGroupFieldProps {
  form: UseFormReturn<VaultDraft>;
  /** Path of the group that is there whatever the list says: the session's. */
  own: string;
}

/** The resource group of a new vault: one that exists, or a new one that is named here. */
export function ResourceGroupField({ form, own }: ResourceGroupFieldProps) {
  const { control, register, formState } = form;
  const { data } = useQuery(resourceGroupQuery(useClient()));
  const paths = [...new Set([own, ...(data?.items.map((group) => group.path) ?? [])])].toSorted((a, b) =>
    resourceGroupName(a).localeCompare(resourceGroupName(b)),
  );
  const fresh = makesGroup(useWatch({ control, compute: (draft) => draft }));
  const { ref, ...newGroup } = register('newGroup');
  return (
    <>
      <Field
        label="Resource group"
        hint="Vaults of one group belong to one application or team. Roles given on the group hold for all of them."
        error={fresh ? undefined : formState.errors.resourceGroup?.message}
      >
        {(field) => (
          <Controller
            control={control}
            name="resourceGroup"
            render={({ field: { value, onChange } }) => (
              <NativeSelect value={value} onChange={onChange} input={<OutlinedInput />} inputProps={field} fullWidth>
                {paths.map((path) => (
                  <option key={path} value={path}>
                    {resourceGroupName(path)}
                  </option>
                ))}
                <option value="">New resource group…</option>
              </NativeSelect>
            )}
          />
        )}
      </Field>
      {fresh && (
        <TextField
          label="Name of the new resource group"
          mono
          inputRef={ref}
          {...newGroup}
          hint="1 to 90 letters, digits and . _ - ( ), no dot at the end. It is made together with the vault."
          error={formState.errors.newGroup?.message}
        />
      )}
    </>
  );
}

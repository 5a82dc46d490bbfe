import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Slider from '@mui/material/Slider';

import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { retention, vaultName } from '../../../app/contract/vault.ts';
import { CheckField } from '../../component/check-field.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { Field } from '../../component/field.tsx';
import { TagEditor } from '../../component/tag-editor.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { ResourceGroupField } from './resource-group-field.tsx';
import { tierChoices } from './tier-text.ts';
import type { VaultDraft } from './vault-draft.ts';

interface VaultFieldProps {
  form: UseFormReturn<VaultDraft>;
  /** Path of the session's group. */
  resourceGroup: string;
}

const rule = '3 to 24 characters: a letter first, then letters, digits and single hyphens. It can’t be changed later.';

/** The fields of a new vault. */
export function VaultField({ form, resourceGroup }: VaultFieldProps) {
  const { register, control, formState } = form;
  const { ref, ...name } = register('name');
  const typed = useWatch({ control, name: 'name' }).trim();
  const isPool = useWatch({ control, name: 'tier' }) === 'managed-hsm';
  const uri = useUris().vault(typed, isPool);
  return (
    <>
      <TextField
        label="Name"
        mono
        autoFocus
        inputRef={ref}
        {...name}
        aside={`${typed.length} of 24`}
        hint={uri !== undefined && vaultName.safeParse(typed).success ? <>Applications know it as {uri}/</> : rule}
        error={formState.errors.name?.message}
      />
      <ResourceGroupField form={form} own={resourceGroup} />
      <Controller
        control={control}
        name="tier"
        render={({ field }) => <ChoiceField label="Tier" choices={tierChoices} value={field.value} onChange={field.onChange} />}
      />
      <Controller
        control={control}
        name="retentionDays"
        render={({ field }) => (
          <RetentionField
            what={isPool ? 'keys' : 'secrets and keys'}
            days={field.value}
            error={formState.errors.retentionDays?.message}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="purgeProtection"
        render={({ field }) => (
          <CheckField
            label="Purge protection"
            checked={field.value}
            onChange={field.onChange}
            hint="Nobody can purge what was deleted before its days are over, not even an administrator. It can’t be turned off again."
          />
        )}
      />
      <Controller
        control={control}
        name="tags"
        render={({ field }) => <TagEditor tags={field.value} onChange={field.onChange} error={formState.errors.tags?.message} />}
      />
    </>
  );
}

const marks = [retention.least, 30, 60, retention.most].map((value) => ({ value, label: String(value) }));

interface RetentionProps {
  /** What is kept. */
  what: string;
  days: number;
  error: string | undefined;
  onChange: (days: number) => void;
}

function RetentionField({ what, days, error, onChange }: RetentionProps) {
  return (
    <Field
      label={`Keep deleted ${what}`}
      error={error}
      hint={`What is deleted can be recovered for ${days} days, then it is gone for good.`}
    >
      {(control) => (
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 5, px: 2 }}>
          <Slider
            value={days}
            min={retention.least}
            max={retention.most}
            marks={marks}
            onChange={(_event, value) => typeof value === 'number' && onChange(value)}
            slotProps={{ input: { ...control, 'aria-label': `Keep deleted ${what}, in days` } }}
            sx={{ flex: 1 }}
          />
          <OutlinedInput
            type="number"
            value={days}
            onChange={(event) => onChange(Number(event.target.value))}
            endAdornment="days"
            inputProps={{ 'aria-label': 'Days', min: retention.least, max: retention.most }}
            sx={{ width: 112, pr: 2, color: 'text.tertiary', '& input': { color: 'text.primary' } }}
          />
        </Box>
      )}
    </Field>
  );
}

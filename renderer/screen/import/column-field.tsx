import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { ImportColumns } from '../../../app/contract/import.ts';
import { CheckField } from '../../component/check-field.tsx';
import { Field } from '../../component/field.tsx';
import { visibleText } from '../../component/visible-text.ts';

const single = [
  { key: 'name', label: 'Name', needed: true },
  { key: 'value', label: 'Value', needed: true },
  { key: 'contentType', label: 'Content type', needed: false },
  { key: 'enabled', label: 'Enabled', needed: false },
  { key: 'notBefore', label: 'Active from', needed: false },
  { key: 'expires', label: 'Expires', needed: false },
] as const;

const mostTags = 15;

interface ColumnFieldProps {
  /** Names of the file's columns. */
  names: readonly string[];
  columns: ImportColumns;
  onChange: (columns: ImportColumns) => void;
}

/** Which column of a CSV file is what. */
export function ColumnField({ names, columns, onChange }: ColumnFieldProps) {
  const used = single.map(({ key }) => columns[key]);
  const free = names.filter((name) => !used.includes(name));
  const tag = (name: string, chosen: boolean) =>
    onChange({ ...columns, tags: chosen ? [...columns.tags, name].slice(0, mostTags) : columns.tags.filter((it) => it !== name) });
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: 4 }}>
        {single.map(({ key, label, needed }) => (
          <Field key={key} label={label} aside={needed ? undefined : 'optional'}>
            {(control) => (
              <NativeSelect
                value={columns[key] ?? ''}
                onChange={(event) => onChange(withColumn(columns, key, event.target.value))}
                input={<OutlinedInput />}
                inputProps={control}
                fullWidth
              >
                {!needed && <option value="">none</option>}
                {names.map((name) => (
                  <option key={name} value={name}>
                    {visibleText(name)}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        ))}
      </Box>
      {free.length > 0 && (
        <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
          <Box component="legend" sx={{ p: 0, mb: 1, fontWeight: 500 }}>
            Columns that become tags
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 6 }}>
            {free.map((name) => (
              <CheckField
                key={name}
                label={visibleText(name)}
                checked={columns.tags.includes(name)}
                onChange={(chosen) => tag(name, chosen)}
              />
            ))}
          </Box>
        </Box>
      )}
    </>
  );
}

/** One column is one thing: what it was before, it no longer is; no tag either. */
function withColumn(columns: ImportColumns, key: (typeof single)[number]['key'], name: string): ImportColumns {
  const tags = columns.tags.filter((it) => it !== name);
  if (name !== '') return { ...columns, tags, [key]: name };
  const { [key]: _none, ...rest } = columns;
  return { name: columns.name, value: columns.value, ...rest, tags };
}

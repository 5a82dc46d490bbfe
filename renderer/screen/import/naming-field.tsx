import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconArrowRight } from '@tabler/icons-react';
import { importNaming } from '../../../app/contract/import.ts';
import { CheckField } from '../../component/check-field.tsx';
import { Field } from '../../component/field.tsx';
import { Heard } from '../../component/heard.tsx';
import { TextField } from '../../component/text-field.tsx';
import { monoFamily } from '../../theme/token.ts';
import { exampleName, type Naming } from './naming.ts';

const examples = [['DB_PASSWORD'], ['Mail', 'smtp.key']] as const;

interface NamingFieldProps {
  naming: Naming;
  onChange: (naming: Naming) => void;
}

/** What the names of the file become, with examples that follow what is chosen. */
export function NamingField({ naming, onChange }: NamingFieldProps) {
  const sound = importNaming.shape.prefix.safeParse(naming.prefix).success;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 4 }}>
        <TextField
          label="Prefix"
          aside="optional"
          mono
          value={naming.prefix}
          onChange={(event) => onChange({ ...naming, prefix: event.target.value })}
          placeholder="shop-"
          hint="Set before every name."
          error={sound ? undefined : 'At most 60 letters, digits and hyphens.'}
        />
        <Field label="Between parts of nested names" hint="App settings of .NET read -- as a level.">
          {(control) => (
            <NativeSelect
              value={naming.separator}
              onChange={(event) => onChange({ ...naming, separator: event.target.value === '--' ? '--' : '-' })}
              input={<OutlinedInput />}
              inputProps={control}
              fullWidth
            >
              <option value="-">one hyphen</option>
              <option value="--">two hyphens</option>
            </NativeSelect>
          )}
        </Field>
      </Box>
      <CheckField
        label="Lower case"
        checked={naming.lowerCase}
        onChange={(lowerCase) => onChange({ ...naming, lowerCase })}
        hint="Names are compared without case, so nothing is lost by it."
      />
      <Box component="ul" aria-label="Examples" sx={{ listStyle: 'none', m: 0, p: 0, fontFamily: monoFamily, fontSize: '0.75rem' }}>
        {examples.map((parts) => (
          <Box component="li" key={parts.join()} sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 24, flexWrap: 'wrap' }}>
            <Box component="span" sx={{ color: 'text.tertiary' }}>
              {parts.join(' › ')}
            </Box>
            <IconArrowRight aria-hidden="true" size={14} />
            <Heard>becomes</Heard>
            <span>{sound ? exampleName(parts, naming) : '…'}</span>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

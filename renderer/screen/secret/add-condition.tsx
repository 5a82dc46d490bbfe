import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Popover from '@mui/material/Popover';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { secretState, type SecretQuery } from '../../../app/contract/search.ts';
import { Field, FieldError } from '../../component/field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { addCondition, fields, type FieldName } from './condition.ts';

interface AddConditionProps {
  query: SecretQuery;
  onQuery: (query: SecretQuery) => void;
  without?: FieldName | undefined;
}

const names: Readonly<Record<FieldName, string>> = {
  vault: 'Vault',
  tag: 'Tag',
  type: 'Content type',
  state: 'State',
  expires: 'Expires',
  created: 'Created',
  changed: 'Changed',
};

const past = '7d, 4w, 1y, >1y, 2026-11-01, 2026-11-01..2026-11-30';
const hints: Readonly<Partial<Record<FieldName, string>>> = {
  tag: 'A name, or name=value.',
  type: 'As it stands in the list.',
  expires: `never, 30d, >1y, 2026-11-01, 2026-11-01..2026-11-30`,
  created: past,
  changed: past,
};

const isField = (text: string): text is FieldName => fields.some((field) => field === text);

/** Narrows the list by one condition more, chosen instead of typed. */
export function AddCondition({ query, onQuery, without }: AddConditionProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        startIcon={<IconPlus />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ borderStyle: 'dashed', flexShrink: 0 }}
      >
        Filter
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Add a filter', sx: { mt: 1, p: 4, width: 320 } } }}
      >
        <ConditionForm
          query={query}
          without={without}
          onQuery={(next) => {
            close();
            onQuery(next);
          }}
        />
      </Popover>
    </>
  );
}

function ConditionForm({ query, onQuery, without }: AddConditionProps) {
  const [field, setField] = useState<FieldName>('state');
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState(false);
  const formId = useId();
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    const next = value.trim() === '' ? undefined : addCondition(query, field, value.trim(), Date.now());
    if (next) onQuery(next);
    setWrong(!next);
  };
  return (
    <Box component="form" id={formId} noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Field label="Field">
        {(control) => (
          <NativeSelect
            autoFocus
            value={field}
            input={<OutlinedInput fullWidth />}
            inputProps={control}
            onChange={(event) => {
              if (isField(event.target.value)) setField(event.target.value);
              setValue('');
              setWrong(false);
            }}
          >
            {fields
              .filter((it) => it !== without)
              .map((it) => (
                <option key={it} value={it}>
                  {names[it]}
                </option>
              ))}
          </NativeSelect>
        )}
      </Field>
      <ValueInput field={field} value={value} onChange={setValue} />
      {wrong && (
        <FieldError>
          {value.trim() === '' ? 'Choose or enter a value.' : `This can’t be a value of ${names[field].toLowerCase()}.`}
        </FieldError>
      )}
      <Button type="submit" variant="contained" color="primary">
        Add filter
      </Button>
    </Box>
  );
}

function ValueInput({ field, value, onChange }: { field: FieldName; value: string; onChange: (value: string) => void }) {
  const { vaults } = useVaultList();
  const options = field === 'vault' ? (vaults ?? []).map((vault) => vault.name) : field === 'state' ? secretState.options : undefined;
  if (!options) return <TextField label="Value" hint={hints[field]} value={value} onChange={(event) => onChange(event.target.value)} />;
  return (
    <Field label="Value">
      {(control) => (
        <NativeSelect
          value={value}
          input={<OutlinedInput fullWidth />}
          inputProps={control}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">Choose…</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

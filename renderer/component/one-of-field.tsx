import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { Field } from './field.tsx';

interface OneOfFieldProps<Value extends string> {
  label: string;
  hint?: string | undefined;
  value: Value;
  /** `refused`: why it can't be chosen; it stands there all the same. */
  options: readonly { readonly value: Value; readonly label: string; readonly refused?: string | undefined }[];
  onChange: (value: Value) => void;
}

/** One of a few, from a list that opens. */
export function OneOfField<Value extends string>({ label, hint, value, options, onChange }: OneOfFieldProps<Value>) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <NativeSelect
          fullWidth
          value={value}
          onChange={(event) => {
            const chosen = options.find((it) => it.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
          input={<OutlinedInput />}
          inputProps={control}
        >
          {options.map((it) => (
            <option key={it.value} value={it.value} disabled={it.refused !== undefined}>
              {it.refused === undefined ? it.label : `${it.label} (${it.refused})`}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

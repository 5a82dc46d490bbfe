import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { Generation } from '../../../app/contract/secret.ts';
import { CheckField } from '../../component/check-field.tsx';
import { Field } from '../../component/field.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { TextField } from '../../component/text-field.tsx';
import { classNames, generationText, strengthBits, usualGeneration, type CharacterClass } from './generation.ts';

interface GenerationFieldProps {
  rules: Generation;
  onChange: (rules: Generation) => void;
}

const kinds: readonly (readonly [Generation['kind'], string])[] = [
  ['password', 'Password'],
  ['token', 'Token'],
  ['guid', 'GUID'],
  ['key', 'Key'],
];
const isKind = (text: string): text is Generation['kind'] => kinds.some(([kind]) => kind === text);
const keyBits = [128, 192, 256, 512] as const;

const clamp = (text: string, least: number, most: number) => Math.min(most, Math.max(least, Math.trunc(Number(text)) || least));

/** By which rules a value is drawn. It is drawn where it is sealed, and shown to nobody. */
export function GenerationField({ rules, onChange }: GenerationFieldProps) {
  const bits = strengthBits(rules);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Field label="Kind of value" hint={`Makes ${generationText(rules)}.`}>
        {(control) => (
          <NativeSelect
            value={rules.kind}
            onChange={(event) => isKind(event.target.value) && onChange(startOf(event.target.value))}
            input={<OutlinedInput />}
            inputProps={{ ...control }}
          >
            {kinds.map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Rules rules={rules} onChange={onChange} />
      <Box>
        <Meaning kind={bits >= 112 ? 'ok' : 'warning'}>
          {bits} bits strong{bits >= 112 ? '' : ': fewer than the 112 that keys of today have'}
        </Meaning>
      </Box>
      <Box sx={{ color: 'text.tertiary', typography: 'caption', maxWidth: '80ch' }}>
        The engine draws the value and seals it. It is shown neither here nor anywhere until somebody reveals it, which is recorded.
      </Box>
    </Box>
  );
}

function startOf(kind: Generation['kind']): Generation {
  switch (kind) {
    case 'password':
      return { ...usualGeneration.password, classes: [...usualGeneration.password.classes] };
    case 'token':
      return usualGeneration.token;
    case 'guid':
      return usualGeneration.guid;
    case 'key':
      return usualGeneration.key;
  }
}

function Rules({ rules, onChange }: GenerationFieldProps) {
  switch (rules.kind) {
    case 'password':
      return <PasswordRules rules={rules} onChange={onChange} />;
    case 'token':
      return (
        <TextField
          type="number"
          label="Bytes"
          hint="16 to 512."
          defaultValue={rules.bytes}
          inputProps={{ min: 16, max: 512 }}
          onChange={(event) => onChange({ kind: 'token', bytes: clamp(event.target.value, 16, 512) })}
        />
      );
    case 'guid':
      return null;
    case 'key':
      return (
        <Field label="Length">
          {(control) => (
            <NativeSelect
              value={rules.bits}
              onChange={(event) => onChange({ kind: 'key', bits: keyBits.find((it) => it === Number(event.target.value)) ?? 256 })}
              input={<OutlinedInput />}
              inputProps={{ ...control }}
            >
              {keyBits.map((bits) => (
                <option key={bits} value={bits}>
                  {bits} bits
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      );
  }
}

type PasswordRulesOf = Extract<Generation, { kind: 'password' }>;

function PasswordRules({ rules, onChange }: { rules: PasswordRulesOf; onChange: (rules: Generation) => void }) {
  const toggle = (one: CharacterClass, chosen: boolean) => {
    const classes = classNames.map(([it]) => it).filter((it) => (it === one ? chosen : rules.classes.includes(it)));
    // A password is made of something.
    if (classes.length > 0) onChange({ ...rules, classes });
  };
  return (
    <>
      <TextField
        type="number"
        label="Characters"
        hint="12 to 256; at least one of each kind."
        defaultValue={rules.length}
        inputProps={{ min: 12, max: 256 }}
        onChange={(event) => onChange({ ...rules, length: clamp(event.target.value, 12, 256) })}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1 }}>
        {classNames.map(([it, name]) => (
          <CheckField key={it} label={name} checked={rules.classes.includes(it)} onChange={(chosen) => toggle(it, chosen)} />
        ))}
      </Box>
      <CheckField
        label="Leave out what is read as something else"
        hint="0 O o, 1 l I |: for values that people copy by hand."
        checked={rules.unambiguous}
        onChange={(unambiguous) => onChange({ ...rules, unambiguous })}
      />
    </>
  );
}

import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { curve, octBits, rsaBits, type KeySpec } from '../../../app/contract/key.ts';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import { Field } from '../../component/field.tsx';
import { usualSpec } from './key-draft.ts';
import { specText } from './key-text.ts';

const families: readonly Choice<KeySpec['family']>[] = [
  {
    value: 'RSA',
    label: 'RSA',
    hint: 'Signs, encrypts and wraps keys. Every library knows it; its signatures are long and take their time.',
  },
  {
    value: 'EC',
    label: 'EC, elliptic curve',
    hint: 'Signs, and nothing else: short signatures, quickly made. For tokens, certificates, code.',
  },
  {
    value: 'oct',
    label: 'AES, symmetric',
    hint: 'Encrypts and wraps data keys. Whoever decrypts must ask this house: there is no public half.',
  },
];

const specs: Readonly<Record<KeySpec['family'], readonly KeySpec[]>> = {
  RSA: rsaBits.options.map(({ value: bits }) => ({ family: 'RSA', bits })),
  EC: curve.options.map((name) => ({ family: 'EC', curve: name })),
  oct: octBits.options.map(({ value: bits }) => ({ family: 'oct', bits })),
};

const hints: Readonly<Record<KeySpec['family'], string>> = {
  RSA: 'In bits. 2048 holds for some years; 3072 and more for long-lived keys, and each step is several times slower.',
  EC: 'P-256 is right for most. P-256K is secp256k1, as blockchains use it.',
  oct: 'In bits.',
};

interface KeySpecFieldProps {
  spec: KeySpec;
  onChange: (spec: KeySpec) => void;
}

/** Which kind of key, by what it is good for, and of which size. */
export function KeySpecField({ spec, onChange }: KeySpecFieldProps) {
  return (
    <>
      <ChoiceField label="Kind" choices={families} value={spec.family} onChange={(family) => onChange(usualSpec[family])} />
      <Field label={spec.family === 'EC' ? 'Curve' : 'Size'} hint={hints[spec.family]}>
        {(control) => (
          <Box sx={{ width: 200 }}>
            <NativeSelect
              fullWidth
              value={specText(spec)}
              onChange={(event) => onChange(specs[spec.family].find((it) => specText(it) === event.target.value) ?? spec)}
              input={<OutlinedInput />}
              inputProps={control}
            >
              {specs[spec.family].map((it) => (
                <option key={specText(it)} value={specText(it)}>
                  {specText(it)}
                </option>
              ))}
            </NativeSelect>
          </Box>
        )}
      </Field>
    </>
  );
}

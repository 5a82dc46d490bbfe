import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, type ChangeEvent } from 'react';
import { Field } from '../../component/field.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';

interface PemFieldProps {
  label: string;
  hint: string;
  /** Whether the one that is there stays where none is chosen. */
  optional: boolean;
  file: File | undefined;
  onFile: (file: File) => void;
}

/** A file that is chosen; it is read only when it is sent. */
export function PemField({ label, hint, optional, file, onFile }: PemFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (chosen) onFile(chosen);
  };
  return (
    <Field label={label} hint={hint} aside={optional ? 'the present one stays' : undefined}>
      {(control) => (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
          <Button {...control} startIcon={<IconFileUpload />} onClick={() => field.current?.click()}>
            Choose {label.toLowerCase()}
          </Button>
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', color: file ? 'text.primary' : 'text.tertiary' }}>
            {file ? <ForeignText>{file.name}</ForeignText> : 'none chosen'}
          </Box>
          <input
            ref={field}
            type="file"
            hidden
            aria-label={`File of the ${label.toLowerCase()}`}
            accept=".pem,.crt,.cer,.key"
            onChange={take}
          />
        </Box>
      )}
    </Field>
  );
}

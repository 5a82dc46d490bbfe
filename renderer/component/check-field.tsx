import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

interface CheckFieldProps {
  label: string;
  /** What it means to choose it. */
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A choice of yes or no, with what it means under it. */
export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
      <Checkbox
        id={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        icon={<IconSquare />}
        checkedIcon={<IconSquareCheckFilled />}
        slotProps={{ input: hint ? { 'aria-describedby': `${id}-hint` } : {} }}
      />
      <Box sx={{ pt: '3px', minWidth: 0 }}>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <Typography component="div" id={`${id}-hint`} variant="caption" sx={{ color: 'text.tertiary', maxWidth: '80ch' }}>
            {hint}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

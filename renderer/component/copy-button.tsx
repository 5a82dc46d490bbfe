import { IconCheck, IconCopy } from '@tabler/icons-react';
import Button from '@mui/material/Button';
import { useCopy } from './copy.ts';
import { Heard } from './heard.tsx';

interface CopyButtonProps {
  /** What it copies, as on the button: `Copy URI`. */
  label: string;
  value: string;
}

/** Copies text that is no secret, and says so in place. */
export function CopyButton({ label, value }: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  const word = outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The clipboard refused' : label;
  return (
    <>
      <Button startIcon={outcome === 'copied' ? <IconCheck /> : <IconCopy />} onClick={() => void copy(value)}>
        {word}
      </Button>
      <Heard role="status">{outcome === 'copied' ? 'Copied' : ''}</Heard>
    </>
  );
}

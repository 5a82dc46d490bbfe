import Button from '@mui/material/Button';
import { IconFile } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { FieldError } from '../../component/field.tsx';

interface TextFileButtonProps {
  /** What is chosen: `Offer file`. */
  label: string;
  /** Endings of files, as an input has them: `.pem,.crt`. */
  accept: string;
  /** Greatest size, in bytes. */
  most: number;
  onText: (text: string) => void;
}

/** Reads a small file of text that a person chooses. */
export function TextFileButton({ label, accept, most, onText }: TextFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const read = async (file: File) => {
    if (file.size > most) return setProblem('The file is too long to be this.');
    const text = await file.text().catch(() => undefined);
    setProblem(text === undefined ? 'The file can’t be read.' : undefined);
    return text === undefined ? undefined : onText(text);
  };
  return (
    <>
      <Button startIcon={<IconFile />} onClick={() => input.current?.click()} sx={{ alignSelf: 'flex-start' }}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void read(file);
          // The same file may be chosen again, corrected.
          event.target.value = '';
        }}
      />
      {problem !== undefined && <FieldError>{problem}</FieldError>}
    </>
  );
}

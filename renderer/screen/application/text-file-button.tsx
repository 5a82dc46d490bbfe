import { useRef, useState, type ReactNode } from 'react';
import { FieldError } from '../../component/field.tsx';

interface TextFileButtonProps {
  /** Names the control that the button stands for. */
  label: string;
  /** Endings of files, as an input has them: `.pem,.crt`. */
  accept: string;
  /** Greatest size, in bytes. */
  most: number;
  onText: (text: string) => void;
  children: (choose: () => void) => ReactNode;
}

/** Reads a small file of text that a person chooses. */
export function TextFileButton({ label, accept, most, onText, children }: TextFileButtonProps) {
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
      {children(() => input.current?.click())}
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

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';

interface DropZoneProps {
  /** What is chosen, for who listens: `File to import`. */
  label: string;
  onFile: (file: File) => void;
  /** What may be dropped, and what becomes of it. */
  children: ReactNode;
}

/** Where a file is dropped, or chosen by a button. */
export function DropZone({ label, onFile, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragenter' || event.type === 'dragover');
    if (event.type === 'drop') take(event.dataTransfer.files);
  };
  return (
    <Box
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
      data-over={over || undefined}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        gap: 3,
        p: 8,
        border: '1px dashed',
        borderColor: 'line.control',
        borderRadius: 1.5,
        '&[data-over]': { borderColor: 'primary.main', bgcolor: 'primary.quiet' },
      }}
    >
      <Box component={IconFileImport} aria-hidden="true" sx={{ color: 'text.tertiary', width: 32, height: 32 }} />
      <Box sx={{ color: 'text.secondary', textAlign: 'center', maxWidth: '60ch' }}>{children}</Box>
      <Button variant="contained" color="primary" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again, corrected.
          event.target.value = '';
        }}
      />
    </Box>
  );
}

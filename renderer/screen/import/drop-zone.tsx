import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';

interface DropZoneProps {
  onFile: (file: File) => void;
}

/** Where a file is dropped, or chosen by a button. */
export function DropZone({ onFile }: DropZoneProps) {
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
      <Box sx={{ color: 'text.secondary', textAlign: 'center', maxWidth: '60ch' }}>
        Drop a file here: .env, JSON, CSV, or the export of another vault. Nothing is written before you have seen every row.
      </Box>
      <Button variant="contained" color="primary" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to import"
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again, corrected.
          event.target.value = '';
        }}
      />
    </Box>
  );
}

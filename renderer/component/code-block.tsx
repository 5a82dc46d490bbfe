import Box from '@mui/material/Box';
import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  /** What it is, for who listens: `Settings`, `Signed note`. */
  label: string;
  code: string;
  /** Word of the button that copies all of it; without one there is none. */
  copy?: string;
}

/** Lines to be taken over exactly, with a way to copy them. */
export function CodeBlock({ label, code, copy }: CodeBlockProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 2, minWidth: 0 }}>
      <Box
        component="pre"
        data-selectable
        tabIndex={0}
        role="group"
        aria-label={label}
        sx={{
          typography: 'mono',
          alignSelf: 'stretch',
          m: 0,
          p: 3,
          maxHeight: 320,
          overflow: 'auto',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          bgcolor: 'background.default',
          border: 1,
          borderColor: 'line.main',
          borderRadius: 1,
        }}
      >
        {code}
      </Box>
      {copy !== undefined && <CopyButton label={copy} value={code} />}
    </Box>
  );
}

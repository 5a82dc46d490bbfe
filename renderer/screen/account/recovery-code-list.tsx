import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { decodeText } from '../../api/decode-text.ts';
import { useCopyValue } from '../../component/held-copy.tsx';
import { dayText } from '../../component/moment-text.ts';
import { monoFamily } from '../../theme/token.ts';
import { Paper } from '../first-run/paper.tsx';
import { saveText } from '../first-run/save-text.ts';

interface RecoveryCodeListProps {
  /** UTF-8; they belong to whoever shows the list. */
  codes: readonly Uint8Array[];
  person: string;
  /** Milliseconds since 1970. */
  preparedOn: number;
}

/** The codes as lines of text, of which nothing but what is wanted is kept. */
const lines = (codes: readonly Uint8Array[]) => codes.map((code) => decodeText(code));

function sheet({ codes, person, preparedOn }: RecoveryCodeListProps): readonly string[] {
  return [
    'Recovery codes for Strongroom',
    `Of ${person}, made ${dayText(preparedOn)}`,
    '',
    ...lines(codes),
    '',
    'Each signs you in once in place of the second factor. Keep them apart from your password.',
  ];
}

/** The codes, and the ways to keep them. */
export function RecoveryCodeList(props: RecoveryCodeListProps) {
  const [printing, setPrinting] = useState(false);
  const copy = useCopyValue();
  const printed = useCallback(() => setPrinting(false), []);
  const load = () => Promise.resolve(new TextEncoder().encode(lines(props.codes).join('\n')));
  return (
    <>
      <Box
        component="ul"
        aria-label="Recovery codes"
        data-selectable
        sx={{
          listStyle: 'none',
          m: 0,
          p: 4,
          border: 1,
          borderColor: 'line.main',
          borderRadius: '6px',
          bgcolor: 'background.default',
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
          gap: 2,
          fontFamily: monoFamily,
        }}
      >
        {props.codes.map((code, at) => (
          <li key={at}>{decodeText(code)}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button startIcon={<IconPrinter />} onClick={() => setPrinting(true)}>
          Print
        </Button>
        <Button startIcon={<IconDownload />} onClick={() => saveText('strongroom-recovery-codes.txt', sheet(props).join('\n'))}>
          Save as a file
        </Button>
        <Button startIcon={<IconCopy />} onClick={() => void copy('the recovery codes', load)}>
          Copy
        </Button>
      </Box>
      {printing && (
        <Paper onPrinted={printed}>
          {sheet(props).map((line, at) => (
            <p key={at} style={at < 1 ? { fontSize: '18pt' } : { fontFamily: monoFamily }}>
              {line}
            </p>
          ))}
        </Paper>
      )}
    </>
  );
}

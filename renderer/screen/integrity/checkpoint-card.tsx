import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Checkpoint } from '../../../app/contract/log.ts';
import { useCopy } from '../../component/copy.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { exactText } from '../../component/moment-text.ts';
import { Moment } from '../../component/moment.tsx';
import { monoFamily } from '../../theme/token.ts';
import { Paper } from '../first-run/paper.tsx';

interface CheckpointCardProps {
  checkpoint: Checkpoint;
  publicKey: string;
}

/** The newest signed head of the log, to keep somewhere else: on paper it outlives whoever owns this computer. */
export function CheckpointCard({ checkpoint, publicKey }: CheckpointCardProps) {
  const { outcome, copy } = useCopy();
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'line.strong',
        borderRadius: '6px',
        p: 4,
        display: 'flex',
        flexDirection: 'column',
        gap: 3,
        maxWidth: 720,
      }}
    >
      <FactList>
        <Fact name="Covers">{checkpoint.size.toLocaleString('en')} records</Fact>
        <Fact name="Signed">
          <Moment time={checkpoint.signedOn} />
        </Fact>
        <Fact name="Root">
          <IdChip what="root hash" value={checkpoint.rootHash} most={48} />
        </Fact>
        <Fact name="Public key">
          <IdChip what="public key" value={publicKey} most={48} />
        </Fact>
      </FactList>
      <Note text={checkpoint.note} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button startIcon={<IconPrinter aria-hidden="true" />} onClick={() => setPrinting(true)}>
          Print
        </Button>
        <Button startIcon={<IconCopy aria-hidden="true" />} onClick={() => void copy(checkpoint.note)}>
          {outcome === 'copied' ? 'Copied' : 'Copy the note'}
        </Button>
      </Box>
      {printing && (
        <Paper onPrinted={printed}>
          <Sheet checkpoint={checkpoint} publicKey={publicKey} />
        </Paper>
      )}
    </Box>
  );
}

const Note = ({ text }: { text: string }) => (
  <Box
    component="pre"
    data-selectable
    tabIndex={0}
    role="group"
    aria-label="Signed note"
    sx={{
      typography: 'mono',
      m: 0,
      p: 3,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      bgcolor: 'background.default',
      border: 1,
      borderColor: 'line.main',
      borderRadius: 1,
    }}
  >
    {text}
  </Box>
);

function Sheet({ checkpoint, publicKey }: CheckpointCardProps) {
  return (
    <article>
      <h1>Checkpoint of a Strongroom log</h1>
      <p>
        {checkpoint.size.toLocaleString('en')} records, signed {exactText(checkpoint.signedOn)}
      </p>
      <Box
        component="pre"
        sx={{
          fontFamily: monoFamily,
          fontSize: '10pt',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          border: '1pt solid #000',
          p: '12pt',
        }}
      >
        {checkpoint.note}
      </Box>
      <p>Public key</p>
      <Typography component="p" sx={{ fontFamily: monoFamily, fontSize: '10pt', overflowWrap: 'anywhere' }}>
        {publicKey}
      </Typography>
      <p>
        Whoever holds this sheet can show later that no record before it was changed or removed: the log must still give this root for this
        many records.
      </p>
    </article>
  );
}

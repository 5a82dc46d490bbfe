import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconDownload, IconEye, IconEyeOff, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { IconAction } from '../../component/icon-action.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { setIdOf, showShare } from '../unlock/share-text.ts';
import { saveText } from './save-text.ts';
import { SharePaper, sheetText, type SheetFact } from './share-sheet.tsx';

type Kept = 'printed' | 'saved';

const allOf = (shares: readonly Uint8Array[]): number[] => shares.map((_, position) => position);

function useKept() {
  const [kept, setKept] = useState<ReadonlyMap<number, Kept>>(new Map());
  const mark = useCallback((positions: readonly number[], how: Kept) => {
    setKept((before) => new Map([...before, ...positions.map((it) => [it, how] as const)]));
  }, []);
  return { kept, mark };
}

/** The shares as cards that don't show them, with the ways to keep them: on paper, or as files. */
export function ShareList({ shares, fact }: { shares: readonly Uint8Array[]; fact: SheetFact }) {
  const { kept, mark } = useKept();
  const [printing, setPrinting] = useState<readonly number[]>([]);
  const save = (positions: readonly number[]) => {
    for (const position of positions)
      saveText(`strongroom-share-${position + 1}-of-${fact.split.count}.txt`, textOf(shares, fact, position));
    mark(positions, 'saved');
  };
  const printed = useCallback(() => {
    mark(printing, 'printed');
    setPrinting([]);
  }, [mark, printing]);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <Button startIcon={<IconPrinter />} onClick={() => setPrinting(allOf(shares))}>
          Print all, one to a page
        </Button>
        <Button startIcon={<IconDownload />} onClick={() => save(allOf(shares))}>
          Save all as files
        </Button>
        <Typography variant="caption" sx={{ ml: 'auto', color: 'text.tertiary' }}>
          Set{' '}
          <Typography component="span" variant="mono">
            {shares[0] && setIdOf(shares[0])}
          </Typography>
        </Typography>
      </Box>
      <Box
        component="ul"
        aria-label="Recovery shares"
        sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', bgcolor: 'background.paper' }}
      >
        {shares.map((share, position) => (
          <ShareRow
            key={position}
            share={share}
            position={position}
            kept={kept.get(position)}
            onPrint={() => setPrinting([position])}
            onSave={() => save([position])}
          />
        ))}
      </Box>
      {printing.length > 0 && (
        <SharePaper fact={fact} sheets={printing.flatMap((position) => sheetAt(shares, position))} onPrinted={printed} />
      )}
    </Box>
  );
}

const sheetAt = (shares: readonly Uint8Array[], position: number) => {
  const share = shares[position];
  return share ? [{ share, position }] : [];
};

const textOf = (shares: readonly Uint8Array[], fact: SheetFact, position: number): string => {
  const share = shares[position];
  return share ? sheetText(fact, share, position) : '';
};

interface ShareRowProps {
  share: Uint8Array;
  position: number;
  kept: Kept | undefined;
  onPrint: () => void;
  onSave: () => void;
}

function ShareRow({ share, position, kept, onPrint, onSave }: ShareRowProps) {
  const [shown, setShown] = useState(false);
  const name = `share ${position + 1}`;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 3,
        py: 1,
        minHeight: 40,
        '& + &': { borderTop: 1, borderColor: 'line.main' },
      }}
    >
      <Typography sx={{ width: 64, flexShrink: 0, fontWeight: 500 }}>Share {position + 1}</Typography>
      <Typography
        variant="mono"
        component="span"
        data-selectable={shown || undefined}
        sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', color: 'text.secondary' }}
      >
        {shown ? showShare(share) : '••••••••'}
      </Typography>
      <Box sx={{ width: 84, flexShrink: 0, typography: 'caption', color: 'text.tertiary' }}>
        {kept ? <Meaning kind="ok">{kept}</Meaning> : 'not kept yet'}
      </Box>
      <IconAction label={shown ? `Hide ${name}` : `Show ${name} to write it down by hand`} onClick={() => setShown(!shown)}>
        {shown ? <IconEyeOff /> : <IconEye />}
      </IconAction>
      <IconAction label={`Print ${name}`} onClick={onPrint}>
        <IconPrinter />
      </IconAction>
      <IconAction label={`Save ${name} as a file`} onClick={onSave}>
        <IconDownload />
      </IconAction>
    </Box>
  );
}

import Box from '@mui/material/Box';
import { dayText } from '../../component/moment-text.ts';
import { monoFamily } from '../../theme/token.ts';
import { setIdOf, shareLines } from '../unlock/share-text.ts';
import { Paper } from './paper.tsx';
import type { Split } from './use-setup.ts';

export interface SheetFact {
  readonly organisation: string;
  readonly split: Split;
  /** Milliseconds since 1970. */
  readonly preparedOn: number;
}

/** The words of one sheet, for paper and for a file: what it is, how it is used, and the share. */
export function sheetLines(
  { organisation, split, preparedOn }: SheetFact,
  share: Uint8Array,
  position: number,
): { title: string; facts: readonly string[]; use: readonly string[] } {
  return {
    title: `Recovery share ${position + 1} of ${split.count}`,
    facts: [
      `For: Strongroom of ${organisation}`,
      `Set: ${setIdOf(share)}, made ${dayText(preparedOn)}`,
      `Needed to open: any ${split.threshold} of the ${split.count}`,
    ],
    use: [
      `To use it: open Strongroom, choose “Recovery shares”, and enter ${split.threshold} different shares, one after the other.`,
      'Keep it where nobody finds two of them together. Whoever has enough of them can read everything.',
      'Never photograph it, mail it or enter it anywhere else.',
    ],
  };
}

/** One share as the text of a file. */
export function sheetText(fact: SheetFact, share: Uint8Array, position: number): string {
  const { title, facts, use } = sheetLines(fact, share, position);
  return [title, '', ...facts, '', ...shareLines(share), '', ...use, ''].join('\n');
}

interface SharePaperProps {
  fact: SheetFact;
  /** Shares to print with their positions, one to a page. */
  sheets: readonly { share: Uint8Array; position: number }[];
  onPrinted: () => void;
}

/** Puts the sheets on paper and is gone from the page when the print dialog closes. */
export function SharePaper({ fact, sheets, onPrinted }: SharePaperProps) {
  return (
    <Paper onPrinted={onPrinted}>
      {sheets.map(({ share, position }) => (
        <Sheet key={position} fact={fact} share={share} position={position} />
      ))}
    </Paper>
  );
}

function Sheet({ fact, share, position }: { fact: SheetFact; share: Uint8Array; position: number }) {
  const { title, facts, use } = sheetLines(fact, share, position);
  return (
    <Box component="article" sx={{ breakAfter: 'page', '& p': { m: '0 0 4pt' } }}>
      <Box component="h1" sx={{ fontSize: '18pt', m: '0 0 12pt' }}>
        {title}
      </Box>
      {facts.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Box
        sx={{
          fontFamily: monoFamily,
          fontSize: '15pt',
          lineHeight: 1.7,
          border: '1pt solid #000',
          p: '14pt',
          my: '18pt',
          overflowWrap: 'anywhere',
          whiteSpace: 'pre-wrap',
        }}
      >
        {shareLines(share).join('\n')}
      </Box>
      {use.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Box>
  );
}

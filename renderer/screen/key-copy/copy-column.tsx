import Box from '@mui/material/Box';
import type { CopyRow, CopySight } from '../../../app/contract/key-copy.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { type CopyChoice, isFree, isMade } from './copy-choice.ts';
import type { Asked } from './use-copy.ts';
import { differsText, kindText, statusSentence, statusText } from './copy-text.ts';

const faint = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

const kindOf = (sight: CopySight | undefined) => (sight ? kindText(sight) : faint('—'));

/** What is done with a key, in a word or two. */
export function doneText(row: CopyRow, choice: CopyChoice): string {
  if (!isMade(row, choice)) return isFree(row) ? 'leave out' : 'nothing';
  return row.status === 'taken' ? 'new version' : 'make';
}

/** Columns of a comparison of two vaults, which are called by their names. */
export const copyColumns = (choice: CopyChoice, vaults: Pick<Asked, 'source' | 'target'>): readonly Column<CopyRow>[] => [
  { key: 'name', title: 'Name', track: 'minmax(140px, 1.6fr)', render: ({ name }) => <ForeignText>{name}</ForeignText> },
  { key: 'source', title: vaults.source, track: '152px', from: 660, render: ({ source }) => kindOf(source) },
  { key: 'target', title: vaults.target, track: '152px', from: 820, render: ({ target }) => kindOf(target) },
  {
    key: 'status',
    title: 'Comparison',
    track: 'minmax(200px, 2fr)',
    render: (row) => <Meaning kind={statusText[row.status].kind}>{statusSentence(row)}</Meaning>,
  },
  { key: 'differs', title: 'Differs in', track: 'minmax(120px, 1.4fr)', from: 1000, render: (row) => differsText(row) || faint('—') },
  {
    key: 'done',
    title: 'What is done',
    track: '112px',
    render: (row) => (isMade(row, choice) ? doneText(row, choice) : faint(doneText(row, choice))),
  },
];

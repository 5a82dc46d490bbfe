import Box from '@mui/material/Box';
import type { ImportRow } from '../../../app/contract/import.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { sizeText } from '../secret/size-text.ts';
import { reasonText } from '../job/refusal-file.ts';
import { choiceText, statusSentence, statusText } from './import-text.ts';

function Name({ row }: { row: ImportRow }) {
  return (
    <>
      {row.name === '' ? '—' : <ForeignText>{row.name}</ForeignText>}
      {row.source !== row.name && (
        <Box component="span" sx={{ color: 'text.tertiary', fontWeight: 400 }}>
          {' '}
          from <ForeignText>{row.source}</ForeignText>
        </Box>
      )}
    </>
  );
}

function Choice({ row }: { row: ImportRow }) {
  if (row.outcome === 'refused') return <Meaning kind="danger">{reasonText(row.outcomeCode)}</Meaning>;
  return row.choice === 'skip' ? (
    <Box component="span" sx={{ color: 'text.tertiary' }}>
      skip
    </Box>
  ) : (
    choiceText[row.choice].name
  );
}

export const importColumns: readonly Column<ImportRow>[] = [
  { key: 'name', title: 'Name', track: 'minmax(180px, 2.2fr)', render: (row) => <Name row={row} /> },
  {
    key: 'status',
    title: 'Status',
    track: 'minmax(232px, 2.2fr)',
    render: (row) => <Meaning kind={statusText[row.status].kind}>{statusSentence(row)}</Meaning>,
  },
  { key: 'choice', title: 'What is done', track: 'minmax(104px, 1fr)', render: (row) => <Choice row={row} /> },
  {
    key: 'hint',
    title: 'Look at',
    track: '116px',
    from: 900,
    render: (row) => (row.personal ? <Meaning kind="warning">a person’s?</Meaning> : ''),
  },
  { key: 'size', title: 'Size', track: '88px', align: 'end', from: 640, render: (row) => sizeText(row.valueBytes) },
  { key: 'line', title: 'Line', track: '64px', align: 'end', from: 720, render: (row) => row.line?.toLocaleString('en') ?? '' },
];

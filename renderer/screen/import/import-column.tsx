import Box from '@mui/material/Box';
import type { ImportRow } from '../../../app/contract/import.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { sizeText } from '../secret/size-text.ts';
import { choiceText, refusalText, statusSentence, statusText } from './import-text.ts';

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
  if (row.outcome === 'refused') return <Meaning kind="danger">{refusalText(row.outcomeCode)}</Meaning>;
  return row.choice === 'skip' ? (
    <Box component="span" sx={{ color: 'text.tertiary' }}>
      skip
    </Box>
  ) : (
    choiceText[row.choice].name
  );
}

export const importColumns: readonly Column<ImportRow>[] = [
  { key: 'name', title: 'Name', track: 'minmax(200px, 2.4fr)', render: (row) => <Name row={row} /> },
  {
    key: 'status',
    title: 'Status',
    track: 'minmax(176px, 1.8fr)',
    render: (row) => <Meaning kind={statusText[row.status].kind}>{statusSentence(row)}</Meaning>,
  },
  { key: 'choice', title: 'What is done', track: 'minmax(120px, 1.2fr)', render: (row) => <Choice row={row} /> },
  {
    key: 'hint',
    title: 'Look at',
    track: '152px',
    from: 900,
    render: (row) => (row.personal ? <Meaning kind="warning">a person’s?</Meaning> : ''),
  },
  { key: 'size', title: 'Size', track: '88px', align: 'end', from: 640, render: (row) => sizeText(row.valueBytes) },
  { key: 'line', title: 'Line', track: '64px', align: 'end', from: 720, render: (row) => row.line?.toLocaleString('en') ?? '' },
];

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LogRow } from '../../../app/contract/log.ts';
import type { Column } from '../../component/column.ts';
import { durationText, logTime } from './log-time.ts';
import { ResultMark } from './result-mark.tsx';

const doorWord: Record<LogRow['door'], string> = { window: 'Window', rest: 'REST', job: 'Job', shell: 'Shell' };

/** Where it came through: the door, and the address where that says more than the door. */
export const doorText = ({ door, address }: Pick<LogRow, 'door' | 'address'>): string =>
  address.toLowerCase() === doorWord[door].toLowerCase() ? doorWord[door] : `${doorWord[door]} · ${address}`;

const Time = ({ time, now }: { time: number; now: number }) => (
  <Typography component="time" variant="mono" dateTime={new Date(time).toISOString()} sx={{ fontWeight: 400, color: 'text.secondary' }}>
    {logTime(time, now)}
  </Typography>
);

/** The list's columns; narrower lists shed those with `from`. @param now milliseconds since 1970, to tell today from other days */
export const logColumns = (now: number): readonly Column<LogRow>[] => [
  { key: 'time', title: 'Time', track: '144px', render: (row) => <Time time={row.time} now={now} /> },
  { key: 'result', title: 'Result', track: '96px', render: (row) => <ResultMark result={row.result} quiet /> },
  {
    key: 'operation',
    title: 'Operation',
    track: 'minmax(112px, 160px)',
    render: (row) => (
      <Box component="span" sx={{ color: 'text.primary', fontWeight: 600 }}>
        {row.operation}
      </Box>
    ),
  },
  { key: 'object', title: 'Object', track: 'minmax(128px, 480px)', render: (row) => row.object },
  { key: 'identity', title: 'Identity', track: 'minmax(104px, 240px)', from: 660, render: (row) => row.identity },
  { key: 'door', title: 'From', track: 'minmax(120px, 180px)', from: 1040, render: doorText },
  { key: 'status', title: 'Status', track: 'minmax(160px, 240px)', from: 1500, render: (row) => `${row.status} ${row.code}` },
  { key: 'duration', title: 'Duration', track: '80px', from: 820, align: 'end', render: (row) => durationText(row.durationMs) },
  { key: 'sequence', title: 'Leaf', track: '112px', from: 1500, align: 'end', render: (row) => row.sequence.toLocaleString('en') },
];

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconEraser } from '@tabler/icons-react';
import type { LogRow } from '../../../app/contract/log.ts';
import type { Column } from '../../component/column.ts';
import { countText } from '../../component/count-text.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdentityName } from './identity-name.tsx';
import { removedCount, type LogLine } from './log-line.ts';
import { durationText, logTime } from './log-time.ts';
import { ResultMark } from './result-mark.tsx';

export const doorWord: Record<LogRow['door'], string> = { window: 'Window', rest: 'REST', job: 'Job', shell: 'Shell' };

/** Where it came through: the door, and the address where that says more than the door. */
export const doorText = ({ door, address }: Pick<LogRow, 'door' | 'address'>): string =>
  address.toLowerCase() === doorWord[door].toLowerCase() || address === '' ? doorWord[door] : `${doorWord[door]} · ${address}`;

const Time = ({ time, now }: { time: number; now: number }) => (
  <Typography component="time" variant="mono" dateTime={new Date(time).toISOString()} sx={{ fontWeight: 400, color: 'text.secondary' }}>
    {logTime(time, now)}
  </Typography>
);

/** A column that says nothing of what was deleted. */
const ofRow = (render: (row: LogRow) => ReturnType<Column<LogRow>['render']>) => (line: LogLine) => (line.removed ? null : render(line));

const Removed = () => (
  <Box
    component="span"
    sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: 'text.tertiary', '& .tabler-icon': { width: 16, height: 16 } }}
  >
    <IconEraser aria-hidden="true" />
    Deleted
  </Box>
);

const operation = (row: LogRow) => (
  <Box component="span" sx={{ color: 'text.primary', fontWeight: 600 }}>
    {row.operation}
  </Box>
);

/** Every column that the log can show, in order; narrower lists shed those with `from`. */
export const logColumns = (now: number): readonly Column<LogLine>[] => [
  { key: 'time', title: 'Time', track: '144px', render: ofRow((row) => <Time time={row.time} now={now} />) },
  {
    key: 'result',
    title: 'Result',
    track: '96px',
    render: (line) => (line.removed ? <Removed /> : <ResultMark result={line.result} quiet />),
  },
  {
    key: 'operation',
    title: 'Operation',
    track: 'minmax(128px, 176px)',
    render: (line) => (line.removed ? countText(removedCount(line.removed), 'record') : operation(line)),
  },
  {
    key: 'object',
    title: 'Object',
    track: 'minmax(120px, 480px)',
    render: (line) => <ForeignText>{line.removed ? line.removed.reason : line.object}</ForeignText>,
  },
  {
    key: 'identity',
    title: 'Identity',
    track: 'minmax(104px, 240px)',
    from: 730,
    render: (line) => (line.removed ? <ForeignText>{line.removed.by}</ForeignText> : <IdentityName row={line} />),
  },
  { key: 'vault', title: 'Vault', track: 'minmax(88px, 160px)', from: 840, render: ofRow((row) => <ForeignText>{row.vault}</ForeignText>) },
  { key: 'from', title: 'From', track: 'minmax(112px, 180px)', from: 954, render: ofRow(doorText) },
  { key: 'status', title: 'Status', track: 'minmax(120px, 240px)', from: 960, render: ofRow((row) => `${row.status} ${row.code}`) },
  { key: 'duration', title: 'Duration', track: '80px', from: 826, align: 'end', render: ofRow((row) => durationText(row.durationMs)) },
  { key: 'leaf', title: 'Leaf', track: '112px', from: 880, align: 'end', render: (line) => line.sequence.toLocaleString('en') },
];

/** Columns by key and title, as a menu lists them. */
export const logColumnTitles: readonly { readonly key: string; readonly title: string }[] = logColumns(0).map(({ key, title }) => ({
  key,
  title,
}));

/** Time and result are always there; the rest where nothing was chosen. */
const always: readonly string[] = ['time', 'result'];
export const usualColumns: readonly string[] = ['operation', 'object', 'identity', 'from', 'duration'];

/** Those that can be hidden. */
export const choosableColumns = logColumnTitles.filter(({ key }) => !always.includes(key));

export const isColumnShown = (chosen: readonly string[] | undefined, key: string): boolean =>
  always.includes(key) || (chosen ?? usualColumns).includes(key);

/** Shows a column that was hidden, or hides it; in the order of the list. */
export function toggleColumn(chosen: readonly string[] | undefined, key: string): string[] {
  const now = new Set(chosen ?? usualColumns);
  if (!now.delete(key)) now.add(key);
  return choosableColumns.flatMap((column) => (now.has(column.key) ? [column.key] : []));
}

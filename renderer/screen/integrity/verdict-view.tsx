import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import type { Verdict } from '../../../app/contract/log.ts';
import { Banner } from '../../component/banner.tsx';
import { Moment } from '../../component/moment.tsx';
import type { LastVerdict } from './last-verdict.ts';

type Fault = Verdict['faults'][number];

const meaning: Record<Fault['kind'], string> = {
  missing: 'A record is missing',
  altered: 'A record is not as it was written',
  checkpoint: 'A signed head doesn’t fit the records',
  signature: 'A head is not signed by this log’s key',
  anchor: 'The log doesn’t reach, or doesn’t fit, what the anchor has seen',
  row: 'A row of the list was changed, doubled or put elsewhere',
};

const amount = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What verifying found, in plain words. */
export function VerdictView({ last: { verdict, endedOn } }: { last: LastVerdict }) {
  const checked = `${amount(verdict.records, 'record')} and ${amount(verdict.checkpoints, 'checkpoint')}`;
  if (verdict.whole) {
    return (
      <Banner kind="ok">
        <Typography sx={{ fontWeight: 600 }}>The log is whole.</Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {checked} were checked <Moment time={endedOn} />: each is as it was written, none is missing, and every signature holds.
        </Typography>
      </Banner>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Banner kind="danger">
        <Typography sx={{ fontWeight: 600 }}>The log is not whole: {amount(verdict.faults.length, 'fault')}.</Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {checked} were checked <Moment time={endedOn} />. Change nothing: copy the data folder first, then compare with a backup or a
          printed checkpoint, and find out who could write to the file.
        </Typography>
      </Banner>
      <Faults faults={verdict.faults} />
    </Box>
  );
}

const Table = styled('table')(({ theme }) => ({
  borderCollapse: 'collapse',
  width: '100%',
  '& th': { ...theme.typography.overline, textAlign: 'left', color: theme.vars.palette.text.tertiary },
  '& th, & td': { padding: '8px 16px 8px 0', borderBottom: `1px solid ${theme.vars.palette.line.main}`, verticalAlign: 'top' },
  '& tbody tr:last-of-type td': { borderBottom: 0 },
}));

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <Table data-selectable>
      <caption style={{ position: 'absolute', clipPath: 'inset(50%)' }}>Where the log is not whole, first place first</caption>
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">What it means</th>
          <th scope="col">What was found</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <tr key={`${fault.sequence}-${fault.kind}-${fault.detail}`}>
            <td>{fault.sequence.toLocaleString('en')}</td>
            <td>{meaning[fault.kind]}</td>
            <td>{fault.detail}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

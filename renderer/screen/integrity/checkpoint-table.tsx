import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { Checkpoint } from '../../../app/contract/log.ts';
import { IdChip } from '../../component/id-chip.tsx';
import { Moment } from '../../component/moment.tsx';

const Table = styled('table')(({ theme }) => ({
  borderCollapse: 'collapse',
  width: '100%',
  maxWidth: 720,
  '& th': { ...theme.typography.overline, textAlign: 'left', color: theme.vars.palette.text.tertiary },
  '& th, & td': { padding: '0 16px 0 0', height: 32, borderBottom: `1px solid ${theme.vars.palette.line.main}` },
}));

/** The signed heads, newest first. */
export function CheckpointTable({ checkpoints, total }: { checkpoints: readonly Checkpoint[]; total: number }) {
  return (
    <>
      <Table>
        <caption style={{ position: 'absolute', clipPath: 'inset(50%)' }}>Checkpoints, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Records</th>
            <th scope="col">Signed</th>
            <th scope="col">Root</th>
          </tr>
        </thead>
        <tbody>
          {checkpoints.map((checkpoint) => (
            <tr key={checkpoint.size}>
              <td>{checkpoint.size.toLocaleString('en')}</td>
              <td>
                <Moment time={checkpoint.signedOn} inList />
              </td>
              <td>
                <IdChip what="root hash" value={checkpoint.rootHash} most={28} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {total > checkpoints.length && (
        <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
          The newest {checkpoints.length.toLocaleString('en')} of {total.toLocaleString('en')}.
        </Typography>
      )}
    </>
  );
}

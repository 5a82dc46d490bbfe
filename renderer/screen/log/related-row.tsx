import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import type { LogRow } from '../../../app/contract/log.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { useNow } from '../../component/now.ts';
import { logTime } from './log-time.ts';
import { ResultMark } from './result-mark.tsx';

const Line = styled(ButtonBase)(({ theme }) => ({
  width: '100%',
  display: 'grid',
  gridTemplateColumns: '144px 92px minmax(0, 1fr)',
  columnGap: 8,
  minHeight: 28,
  textAlign: 'left',
  font: 'inherit',
  borderBottom: `1px solid ${theme.vars.palette.line.main}`,
  '&:hover': { background: theme.vars.palette.background.default },
}));

/** One record that belongs to another, in short; pressing it opens it. */
export function RelatedRow({ row, onOpen }: { row: LogRow; onOpen: () => void }) {
  const now = useNow(60_000);
  return (
    <li>
      <Line onClick={onOpen}>
        <Box component="span" sx={{ typography: 'mono', color: 'text.secondary' }}>
          {logTime(row.time, now)}
        </Box>
        <ResultMark result={row.result} quiet />
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: 'text.secondary' }}>
          <Box component="span" sx={{ fontWeight: 600, color: 'text.primary' }}>
            {row.operation}
          </Box>{' '}
          <ForeignText>{row.object}</ForeignText> · <ForeignText>{row.identity}</ForeignText>
        </Box>
      </Line>
    </li>
  );
}

import Box from '@mui/material/Box';
import type { LogRow } from '../../../app/contract/log.ts';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { ResultMark } from '../log/result-mark.tsx';

const most = 10;

/** The newest records of the log, in short. */
export function RecentActivity({ rows }: { rows: readonly LogRow[] }) {
  return (
    <Section title="Recent activity" action={<LinkButton to="/log">See all</LinkButton>}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.slice(0, most).map((row) => (
          <Box
            component="li"
            key={row.sequence}
            sx={{
              display: 'grid',
              gridTemplateColumns: '104px minmax(0, 1fr) auto',
              columnGap: 3,
              alignItems: 'center',
              minHeight: 32,
              borderBottom: 1,
              borderColor: 'line.main',
            }}
          >
            <ResultMark result={row.result} quiet />
            <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: 'text.secondary' }}>
              <Box component="span" sx={{ fontWeight: 600, color: 'text.primary' }}>
                {row.operation}
              </Box>{' '}
              {row.object} · {row.identity}
            </Box>
            <Box sx={{ color: 'text.tertiary', typography: 'caption' }}>
              <Moment time={row.time} inList />
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}

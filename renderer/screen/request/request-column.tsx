import Box from '@mui/material/Box';
import type { AccessRequest } from '../../../app/contract/access.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { requestSubject } from './request-text.ts';
import { RequestState } from './request-state.tsx';

/** What is asked for, by whom, why, since when, and how it stands. */
export const requestColumns: readonly Column<AccessRequest>[] = [
  { key: 'what', title: 'Asked for', track: 'minmax(160px, 2fr)', render: (it) => <ForeignText>{requestSubject(it)}</ForeignText> },
  { key: 'by', title: 'By', track: 'minmax(96px, 1fr)', from: 440, render: ({ by }) => <ForeignText>{by.name}</ForeignText> },
  {
    key: 'why',
    title: 'Reason',
    track: 'minmax(120px, 2fr)',
    from: 640,
    render: ({ reason }) => (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        <ForeignText>{reason}</ForeignText>
      </Box>
    ),
  },
  { key: 'on', title: 'Asked', track: '104px', render: ({ createdOn }) => <Moment time={createdOn} inList /> },
  { key: 'state', title: 'State', track: '104px', render: ({ state }) => <RequestState state={state} /> },
];

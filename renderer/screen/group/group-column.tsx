import Box from '@mui/material/Box';
import type { Group } from '../../../app/contract/person.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

export const groupColumns: readonly Column<Group>[] = [
  { key: 'name', title: 'Name', track: 'minmax(136px, 1.4fr)', render: ({ name }) => <ForeignText>{name}</ForeignText> },
  {
    key: 'description',
    title: 'What it is for',
    track: 'minmax(160px, 2fr)',
    from: 560,
    render: ({ description }) => <ForeignText>{description}</ForeignText>,
  },
  { key: 'members', title: 'Members', track: '80px', align: 'end', render: ({ memberCount }) => memberCount.toLocaleString('en') },
  {
    key: 'grants',
    title: 'Gives rights',
    track: '104px',
    from: 400,
    render: ({ grants }) => (grants ? 'yes' : quiet('no')),
  },
  { key: 'created', title: 'Created', track: '112px', from: 720, render: ({ createdOn }) => <Moment time={createdOn} inList /> },
];

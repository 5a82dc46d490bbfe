import Box from '@mui/material/Box';
import { IconAsterisk, IconBuildingBank, IconKey } from '@tabler/icons-react';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Heard } from '../../component/heard.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import type { BinEntry } from './bin-entry.ts';
import { DaysLeft } from './days-left.tsx';

const sign = { secret: IconAsterisk, key: IconKey, vault: IconBuildingBank } as const;

function Name({ entry }: { entry: BinEntry }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, maxWidth: '100%', verticalAlign: 'middle' }}>
      <Box component={sign[entry.kind]} aria-hidden="true" sx={{ color: 'text.tertiary', flexShrink: 0 }} />
      <Heard>{entry.kind} </Heard>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{entry.name}</ForeignText>
      </Box>
    </Box>
  );
}

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

export const binColumns: readonly Column<BinEntry>[] = [
  { key: 'name', title: 'Name', track: 'minmax(160px, 2.2fr)', render: (entry) => <Name entry={entry} /> },
  {
    key: 'vault',
    title: 'Vault',
    track: 'minmax(96px, 1fr)',
    from: 480,
    render: (entry) => (entry.kind === 'vault' ? quiet('the vault itself') : entry.vault),
  },
  {
    key: 'left',
    title: 'Gone for good in',
    track: '168px',
    render: ({ deletedOn, purgeOn }) => <DaysLeft deletedOn={deletedOn} purgeOn={purgeOn} />,
  },
  {
    key: 'protection',
    title: 'Purge',
    track: '104px',
    from: 640,
    render: (entry) => (entry.purgeProtected ? <Meaning kind="disabled">protected</Meaning> : quiet('possible')),
  },
  { key: 'deleted', title: 'Deleted', track: '104px', from: 760, render: ({ deletedOn }) => <Moment time={deletedOn} inList /> },
  { key: 'by', title: 'By', track: 'minmax(96px, 1fr)', from: 900, render: ({ deletedBy }) => <ForeignText>{deletedBy}</ForeignText> },
];

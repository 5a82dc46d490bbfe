import Box from '@mui/material/Box';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import type { Column } from '../../component/column.ts';
import { Expiry } from '../../component/expiry.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { KeyState } from './key-state.tsx';
import { specText } from './key-text.ts';
import { ProtectionWord } from './protection-mark.tsx';

function State({ of }: { of: KeyHit }) {
  return <KeyState of={of} now={useNow()} />;
}

const never = (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    never
  </Box>
);

/** Every column of the list of keys; narrower lists shed those with `from`: so wide that all before, and the box to select by, fit. */
export const keyColumns: readonly Column<KeyHit>[] = [
  { key: 'name', title: 'Name', track: 'minmax(140px, 2.2fr)', render: ({ name }) => <ForeignText>{name}</ForeignText> },
  { key: 'vault', title: 'Vault', track: 'minmax(88px, 1fr)', from: 576, render: ({ vault }) => <ForeignText>{vault}</ForeignText> },
  { key: 'type', title: 'Type', track: '96px', render: ({ spec }) => specText(spec) },
  {
    key: 'protection',
    title: 'Protection',
    track: 'minmax(104px, 1fr)',
    from: 696,
    render: ({ protection }) => <ProtectionWord protection={protection} />,
  },
  { key: 'state', title: 'State', track: '128px', from: 472, render: (key) => <State of={key} /> },
  { key: 'expires', title: 'Expires', track: '176px', from: 888, render: ({ expires }) => <Expiry expires={expires} inList /> },
  {
    key: 'rotates',
    title: 'Next rotation',
    track: '112px',
    from: 1016,
    render: ({ rotatesOn }) => (rotatesOn === undefined ? never : <Moment time={rotatesOn} inList />),
  },
];

import Box from '@mui/material/Box';
import type { Person } from '../../../app/contract/person.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { attentionOf, factorText, stateText } from './person-text.ts';

const Quiet = ({ children }: { children: string }) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {children}
  </Box>
);

/** A person's state: sign, word, colour. */
export function PersonStateMark({ person }: { person: Person }) {
  const { kind, word } = stateText[person.state];
  return <Meaning kind={kind}>{word}</Meaning>;
}

/** The worst that is to be known of a person; nothing where all is well. */
function AttentionCell({ person }: { person: Person }) {
  const [first] = attentionOf(person, useNow());
  return first ? <Meaning kind={first.kind}>{first.text}</Meaning> : null;
}

function FactorCell({ person }: { person: Person }) {
  const text = factorText(person.factors);
  if (text !== '') return <>{text}</>;
  return <Quiet>{person.secondFactor ? 'wanted' : 'none'}</Quiet>;
}

export const personColumns: readonly Column<Person>[] = [
  {
    key: 'name',
    title: 'Name',
    track: 'minmax(136px, 2fr)',
    render: (person) => <ForeignText>{person.displayName}</ForeignText>,
  },
  { key: 'sign-in', title: 'Signs in as', track: 'minmax(100px, 1.4fr)', from: 580, render: (person) => person.name },
  { key: 'state', title: 'State', track: '104px', render: (person) => <PersonStateMark person={person} /> },
  {
    key: 'attention',
    title: 'Attention',
    track: 'minmax(152px, 1.6fr)',
    from: 480,
    render: (person) => <AttentionCell person={person} />,
  },
  { key: 'factor', title: 'Second factor', track: 'minmax(112px, 1fr)', from: 860, render: (person) => <FactorCell person={person} /> },
  {
    key: 'last',
    title: 'Last sign-in',
    track: '120px',
    from: 720,
    render: (person) => (person.lastSignInOn === undefined ? <Quiet>never</Quiet> : <Moment time={person.lastSignInOn} inList />),
  },
  { key: 'created', title: 'Added', track: '112px', from: 1000, render: (person) => <Moment time={person.createdOn} inList /> },
];

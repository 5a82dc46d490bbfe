import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import type { Column } from '../../component/column.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { HomeBadge } from '../../component/home-badge.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { PrincipalSign } from '../../component/principal-sign.tsx';
import { wayText } from './assignment-text.ts';
import { RoleName } from './role-name.tsx';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

/** A person, a group or an application by name, each with its sign; of an application of another organisation whose it is. */
export function Principal({ principal }: { principal: Assignment['principal'] }) {
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' }}
    >
      <PrincipalSign kind={principal.kind} />
      <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{principal.name}</ForeignText>
      </Box>
      {principal.home !== undefined && <HomeBadge tenant={principal.home} />}
    </Box>
  );
}

const states: Readonly<Record<Assignment['state'], ReactNode>> = {
  'in force': <Meaning kind="ok">in force</Meaning>,
  'to come': <Meaning kind="notice">to come</Meaning>,
  ended: <Meaning kind="disabled">ended</Meaning>,
};

/** Whether an assignment holds, as a word with its sign. */
export const AssignmentState = ({ state }: { state: Assignment['state'] }) => states[state];

/** Who, role, scope, how, since, until, granted by. */
export const assignmentColumns: readonly Column<Assignment>[] = [
  { key: 'who', title: 'Who', track: 'minmax(120px, 1.5fr)', render: ({ principal }) => <Principal principal={principal} /> },
  { key: 'role', title: 'Role', track: 'minmax(140px, 1.6fr)', render: ({ role }) => <RoleName {...role} /> },
  { key: 'place', title: 'Where', track: 'minmax(96px, 1.2fr)', from: 620, render: ({ place }) => <ForeignText>{place}</ForeignText> },
  { key: 'way', title: 'How', track: 'minmax(96px, 1.4fr)', from: 460, render: (it) => <ForeignText>{wayText(it)}</ForeignText> },
  { key: 'state', title: 'State', track: '88px', from: 760, render: ({ state }) => <AssignmentState state={state} /> },
  { key: 'from', title: 'Since', track: '104px', from: 860, render: ({ from }) => <Moment time={from} inList /> },
  {
    key: 'until',
    title: 'Until',
    track: '104px',
    from: 560,
    render: ({ until }) => (until === undefined ? quiet('no end') : <Moment time={until} inList />),
  },
  {
    key: 'by',
    title: 'Granted by',
    track: 'minmax(96px, 1fr)',
    from: 980,
    render: ({ grantedBy }) => <ForeignText>{grantedBy}</ForeignText>,
  },
];

import Box from '@mui/material/Box';
import type { Application } from '../../../app/contract/application.ts';
import type { Column } from '../../component/column.ts';
import { Expiry } from '../../component/expiry.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { HomeBadge } from '../../component/home-badge.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { attentionOf, stateOf } from './application-text.ts';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

/** An application's name, and whose it is where another organisation made it. */
export function ApplicationName({ application: { name, home } }: { application: Pick<Application, 'name' | 'home'> }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, minWidth: 0, maxWidth: '100%' }}>
      <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{name}</ForeignText>
      </Box>
      {home && <HomeBadge tenant={home.tenant} />}
    </Box>
  );
}

/** Whether an application is let in: sign, word, colour. */
export function ApplicationState({ application }: { application: Application }) {
  const { kind, text } = stateOf(application);
  return <Meaning kind={kind}>{text}</Meaning>;
}

/** When the first of its credentials ends; a warning where it has none. */
function CredentialCell({ application }: { application: Application }) {
  const { credentialCount, credentialUntil } = application;
  const none = credentialCount === 0 ? attentionOf(application, 0) : undefined;
  if (none) return <Meaning kind={none.kind}>{none.text}</Meaning>;
  return <Expiry expires={credentialUntil} inList />;
}

export const applicationColumns: readonly Column<Application>[] = [
  { key: 'name', title: 'Name', track: 'minmax(144px, 2fr)', render: (application) => <ApplicationName application={application} /> },
  { key: 'state', title: 'State', track: '104px', render: (application) => <ApplicationState application={application} /> },
  {
    key: 'credential',
    title: 'Credential until',
    track: 'minmax(136px, 1fr)',
    from: 460,
    render: (application) => <CredentialCell application={application} />,
  },
  {
    key: 'last',
    title: 'Last sign-in',
    track: '120px',
    from: 600,
    render: ({ lastSignInOn }) => (lastSignInOn === undefined ? quiet('never') : <Moment time={lastSignInOn} inList />),
  },
  {
    key: 'home',
    title: 'Home',
    track: 'minmax(112px, 1fr)',
    from: 780,
    render: ({ home }) => (home ? <ForeignText>{home.tenant}</ForeignText> : quiet('this organisation')),
  },
  {
    key: 'description',
    title: 'What it is for',
    track: 'minmax(160px, 1.6fr)',
    from: 940,
    render: ({ description }) => <ForeignText>{description}</ForeignText>,
  },
  { key: 'created', title: 'Added', track: '112px', from: 1100, render: ({ createdOn }) => <Moment time={createdOn} inList /> },
];

import Box from '@mui/material/Box';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { Expiry } from '../../component/expiry.tsx';
import { Moment } from '../../component/moment.tsx';
import type { Column } from '../../component/column.ts';
import { sizeText } from './size-text.ts';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

const name = (secret: SecretProperties) => (
  <>
    {secret.name}
    {!secret.enabled && (
      <Box component="span" sx={{ color: 'text.tertiary', fontWeight: 400 }}>
        {' '}
        · disabled
      </Box>
    )}
  </>
);

export const secretColumns: readonly Column<SecretProperties>[] = [
  { key: 'name', title: 'Name', track: 'minmax(160px, 2.4fr)', render: name },
  { key: 'type', title: 'Content type', track: 'minmax(100px, 1.2fr)', from: 560, render: (secret) => secret.contentType ?? quiet('none') },
  { key: 'expires', title: 'Expires', track: '152px', render: (secret) => <Expiry expires={secret.expires} inList /> },
  { key: 'size', title: 'Size', track: '88px', align: 'end', from: 900, render: (secret) => sizeText(secret.valueBytes) },
  { key: 'changed', title: 'Changed', track: '104px', from: 680, render: (secret) => <Moment time={secret.createdOn} inList /> },
  { key: 'by', title: 'By', track: 'minmax(96px, 1fr)', from: 800, render: (secret) => secret.createdBy },
  {
    key: 'version',
    title: 'Version',
    track: '104px',
    from: 1500,
    render: (secret) => `${secret.version.slice(0, 4)}…${secret.version.slice(-4)}`,
  },
];

import Box from '@mui/material/Box';
import type { Vault } from '../../../app/contract/vault.ts';
import { Moment } from '../../component/moment.tsx';
import type { Column } from '../../component/column.ts';
import { resourceGroupName } from './vault-uri.ts';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

export const vaultColumns: readonly Column<Vault>[] = [
  { key: 'name', title: 'Name', track: 'minmax(140px, 2fr)', render: (vault) => vault.name },
  {
    key: 'group',
    title: 'Resource group',
    track: 'minmax(100px, 1.4fr)',
    from: 560,
    render: (vault) => resourceGroupName(vault.resourceGroup),
  },
  { key: 'secrets', title: 'Secrets', track: '72px', align: 'end', render: (vault) => vault.secretCount.toLocaleString('en') },
  { key: 'retention', title: 'Kept after delete', track: '120px', from: 700, render: (vault) => `${vault.retentionDays} days` },
  {
    key: 'protection',
    title: 'Purge protection',
    track: '120px',
    from: 480,
    render: (vault) => (vault.purgeProtection ? 'on' : quiet('off')),
  },
  { key: 'created', title: 'Created', track: '112px', from: 860, render: (vault) => <Moment time={vault.createdOn} inList /> },
  { key: 'by', title: 'By', track: 'minmax(100px, 1fr)', from: 1040, render: (vault) => vault.createdBy },
];

import Box from '@mui/material/Box';
import { IconLock } from '@tabler/icons-react';
import type { Vault } from '../../../app/contract/vault.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import type { Column } from '../../component/column.ts';
import { tierName } from './tier-text.ts';
import { resourceGroupName } from './resource-group-name.ts';

const quiet = (text: string) => (
  <Box component="span" sx={{ color: 'text.tertiary' }}>
    {text}
  </Box>
);

/** What is known of a vault's secrets beside their number. */
export type Expiring = ReadonlyMap<string, { readonly expired: number; readonly expiring: number }>;

function ExpiringCell({ vault, expiring }: { vault: Vault; expiring: Expiring | undefined }) {
  if (!expiring) return null;
  const found = expiring.get(vault.name.toLowerCase());
  if (!found) return quiet('none');
  const words = [
    found.expired > 0 ? `${found.expired.toLocaleString('en')} expired` : '',
    found.expiring > 0 ? `${found.expiring.toLocaleString('en')} soon` : '',
  ];
  return <Meaning kind={found.expired > 0 ? 'danger' : 'warning'}>{words.filter((word) => word !== '').join(', ')}</Meaning>;
}

/** Each column comes where all before it fit. @param expiring by name in small letters; undefined while it isn't known */
export const vaultColumns = (expiring: Expiring | undefined): readonly Column<Vault>[] => [
  { key: 'name', title: 'Name', track: 'minmax(128px, 2fr)', render: (vault) => vault.name },
  {
    key: 'group',
    title: 'Resource group',
    track: 'minmax(96px, 1.4fr)',
    from: 576,
    render: (vault) => resourceGroupName(vault.resourceGroup),
  },
  { key: 'tier', title: 'Tier', track: '128px', from: 720, render: (vault) => tierName(vault.tier) },
  {
    key: 'secrets',
    title: 'Secrets',
    track: '72px',
    align: 'end',
    // A pool holds keys alone.
    render: ({ tier, secretCount }) => (tier === 'managed-hsm' ? quiet('none') : secretCount.toLocaleString('en')),
  },
  { key: 'keys', title: 'Keys', track: '56px', align: 'end', render: ({ keyCount }) => keyCount.toLocaleString('en') },
  {
    key: 'expiring',
    title: 'Expiring',
    track: 'minmax(128px, 1fr)',
    from: 464,
    render: (vault) => <ExpiringCell vault={vault} expiring={expiring} />,
  },
  {
    key: 'protection',
    title: 'Purge protection',
    track: '112px',
    from: 960,
    render: (vault) => (vault.purgeProtection ? 'on' : quiet('off')),
  },
  {
    key: 'lock',
    title: 'Lock',
    track: '96px',
    from: 832,
    render: (vault) =>
      vault.deletionLock ? (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, '& .tabler-icon': { width: 16, height: 16 } }}>
          <IconLock aria-hidden="true" />
          locked
        </Box>
      ) : (
        quiet('none')
      ),
  },
  { key: 'created', title: 'Created', track: '112px', from: 1088, render: (vault) => <Moment time={vault.createdOn} inList /> },
  { key: 'by', title: 'By', track: 'minmax(100px, 1fr)', from: 1204, render: (vault) => <ForeignText>{vault.createdBy}</ForeignText> },
];

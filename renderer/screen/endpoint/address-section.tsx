import Box from '@mui/material/Box';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { type Endpoint, poolSuffix } from '../../../app/contract/endpoint.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { fingerprintText } from '../../component/fingerprint-text.ts';
import { IdChip } from '../../component/id-chip.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { authorityOrigin, listenText, vaultOrigin } from './address.ts';
import { AddressPanel } from './address-panel.tsx';
import { LockedRow } from './locked-row.tsx';
import { useEndpointRight } from './use-change.ts';

const mostVaults = 5;

/** Where applications connect, and what for. */
export function AddressSection({ endpoint }: { endpoint: Endpoint }) {
  const [changing, setChanging] = useState(false);
  const { vaults = [] } = useVaultList();
  const { name, own } = endpoint;
  const isPool = ({ tier }: Vault) => tier === 'managed-hsm';
  const named = vaults.slice(0, mostVaults);
  return (
    <Section
      title="Address"
      action={
        <ActionButton {...useEndpointRight()} startIcon={<IconPencil />} onClick={() => setChanging(true)}>
          Change…
        </ActionButton>
      }
    >
      <FactList>
        <Fact name="Listens for">{listenText(endpoint)}</Fact>
        <Fact name="Port">{name.port}</Fact>
        <Fact name="Signs in at">
          <IdChip what="address to sign in at" value={authorityOrigin(name)} most={64} />
        </Fact>
        <Fact name="Tenant">
          <IdChip what="tenant id" value={name.tenantId} />
        </Fact>
        <Fact name="Vaults">
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {named.length === 0 && <li>{vaultOrigin(name, '{vault}')}/</li>}
            {named.map((vault) => (
              <li key={vault.id}>
                <IdChip what={`URI of ${vault.name}`} value={`${vaultOrigin(name, vault.name, isPool(vault))}/`} most={64} />
              </li>
            ))}
            {vaults.length > named.length && (
              <Box component="li" sx={{ color: 'text.tertiary' }}>
                and {(vaults.length - named.length).toLocaleString('en')} more, in the same form
              </Box>
            )}
          </Box>
        </Fact>
        {own && (
          <Fact name="Certificate">
            of your own, until <Moment time={own.until} />
            <Box>
              <IdChip what="SHA-256 fingerprint" value={fingerprintText(own.fingerprint)} most={96} />
            </Box>
            {!own.pools && <PoolNote suffix={poolSuffix(name)} inUse={vaults.some(isPool)} />}
          </Fact>
        )}
      </FactList>
      <Box sx={{ mt: 3 }}>
        <LockedRow endpoint={endpoint} />
      </Box>
      {changing && <AddressPanel endpoint={endpoint} onClose={() => setChanging(false)} />}
    </Section>
  );
}

/** Of a certificate that leaves out the names of pools. */
function PoolNote({ suffix, inUse }: { suffix: string; inUse: boolean }) {
  return (
    <Box sx={{ mt: 1 }}>
      <Meaning kind={inUse ? 'danger' : 'notice'}>
        {inUse
          ? `It doesn’t name *.${suffix}: applications can’t connect to your pools. Give one that names both.`
          : `It doesn’t name *.${suffix}, which pools would need.`}
      </Meaning>
    </Box>
  );
}

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { vaultQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { MayLink } from '../../component/may-link.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { AccessSection } from '../access/access-section.tsx';
import { useReach } from '../access/use-reach.ts';
import { useAction } from '../action/use-action.ts';
import { ConnectPanel } from '../endpoint/connect-panel.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { ExportPanel } from '../export/export-panel.tsx';
import { PoolSections } from '../pool/pool-section.tsx';
import { DeleteVaultDecision } from './delete-vault-decision.tsx';
import { useVaultList } from './use-vault-list.ts';
import { VaultKeys } from './vault-key.tsx';
import { VaultRestore } from './vault-restore.tsx';
import { useVaultValueRight } from '../secret/use-value-right.ts';
import { VaultAttention } from './vault-attention.tsx';
import { VaultSecret } from './vault-secret.tsx';
import { VaultSetting } from './vault-setting.tsx';
import { resourceGroupName } from './resource-group-name.ts';

interface VaultDetailProps {
  name: string;
  takesFocus: boolean;
  onClose: () => void;
}

/** One vault: what needs attention in it, its secrets, how it is set. */
export function VaultDetail({ name, takesFocus, onClose }: VaultDetailProps) {
  const { vaults } = useVaultList();
  const listed = vaults?.find((vault) => vault.name.toLowerCase() === name.toLowerCase());
  // The list holds the whole vault already; it is asked for alone only when it came by its name.
  const query = useQuery({ ...vaultQuery(useClient(), name), enabled: vaults !== undefined && !listed });
  const vault = listed ?? query.data;
  const uris = useUris();
  const uri = vault && uris.vault(vault.name);
  return (
    <Detail
      title={vault?.name ?? name}
      subject={name}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={uri !== undefined && <IdChip what="vault URI" value={`${uri}/`} most={46} />}
    >
      {query.error && !vault ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {vault ? <VaultBody vault={vault} onGone={onClose} /> : !query.error && <RowSkeleton rows={4} />}
    </Detail>
  );
}

function VaultBody({ vault, onGone }: { vault: Vault; onGone: () => void }) {
  const isPool = vault.tier === 'managed-hsm';
  return (
    <>
      <VaultActions vault={vault} onGone={onGone} />
      {/* Moving through the list must not read the secrets of every vault passed on the way. */}
      <Late key={vault.id} afterMs={400}>
        <VaultAttention of={vault} />
      </Late>
      {!isPool && <VaultSecrets vault={vault} />}
      <Late key={`keys of ${vault.id}`} afterMs={400}>
        <VaultKeys of={vault} />
      </Late>
      <AccessSection vault={vault.name} />
      {isPool && <PoolSections pool={vault} />}
      <VaultSetting vault={vault} />
      <VaultFacts vault={vault} />
    </>
  );
}

function VaultActions({ vault, onGone }: { vault: Vault; onGone: () => void }) {
  const isPool = vault.tier === 'managed-hsm';
  const { log } = useReach();
  const [open, setOpen] = useState<'delete' | 'export' | 'connect'>();
  const lock = vault.deletionLock;
  const [removing, importing] = [
    useMay({ operation: 'VaultDelete', vault: vault.name }),
    useMay({ operation: 'SecretSet', vault: vault.name }),
  ];
  const value = useVaultValueRight(vault.name);
  const remove = useAction('vault.delete', {
    run: () => setOpen('delete'),
    may: removing,
    unavailable: lock && `A lock of ${lock.by} stands against it (${lock.reason}). Remove the lock under Settings first.`,
  });
  const give = useAction('export.open', {
    run: () => setOpen('export'),
    unavailable: vault.secretCount === 0 ? 'There is nothing in this vault to export.' : undefined,
    may: value.may,
    offered: value.shown,
  });
  const bring = useUnavailable(importing);
  const close = () => setOpen(undefined);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 3 }}>
      {!isPool && (
        <MayLink stop={bring} words="Import">
          <LinkButton to="/import" search={{ vault: vault.name }}>
            Import
          </LinkButton>
        </MayLink>
      )}
      {!isPool && value.shown && <ActionButton {...give}>Export</ActionButton>}
      <VaultRestore vault={vault.name} isPool={isPool} />
      {!isPool && <ActionButton onClick={() => setOpen('connect')}>Use in an application…</ActionButton>}
      {log && (
        <LinkButton to="/log" search={{ vault: [vault.name] }}>
          Log
        </LinkButton>
      )}
      <Box sx={{ flex: 1 }} />
      <ActionButton {...remove} color="error">
        Delete
      </ActionButton>
      {open === 'connect' && <ConnectPanel vault={vault.name} onClose={close} />}
      {open === 'delete' && <DeleteVaultDecision vault={vault} onDeleted={onGone} onClose={close} />}
      {open === 'export' && (
        <ExportPanel selection={{ query: { vault: [vault.name] } }} what={`everything in ${vault.name}`} onClose={close} />
      )}
    </Box>
  );
}

function VaultSecrets({ vault }: { vault: Vault }) {
  const empty = vault.secretCount === 0;
  const add = useUnavailable(useMay({ operation: 'SecretSet', vault: vault.name }));
  return (
    <Section
      title={vault.secretCount === 1 ? '1 secret' : `${vault.secretCount.toLocaleString('en')} secrets`}
      action={
        empty ? (
          <MayLink stop={add} words="Add the first">
            <LinkButton to="/secrets" search={{ vault: [vault.name], create: true }}>
              Add the first
            </LinkButton>
          </MayLink>
        ) : (
          <LinkButton to="/secrets" search={{ vault: [vault.name] }}>
            Open all
          </LinkButton>
        )
      }
    >
      {empty ? (
        <Box sx={{ color: 'text.tertiary' }}>Nothing is kept here yet. Add a secret, or import a file of them.</Box>
      ) : (
        <Late key={vault.id} afterMs={400}>
          <VaultSecret vault={vault.name} />
        </Late>
      )}
    </Section>
  );
}

function VaultFacts({ vault }: { vault: Vault }) {
  return (
    <Section title="Vault">
      <FactList>
        <Fact name="Resource group">{resourceGroupName(vault.resourceGroup)}</Fact>
        <Fact name="After delete">{vault.retentionDays} days, then gone for good</Fact>
        <Fact name="Created">
          <Moment time={vault.createdOn} /> by <ForeignText>{vault.createdBy}</ForeignText>
        </Fact>
        <Fact name="Resource id">
          <IdChip what="resource id" value={vault.resourceId} most={36} />
        </Fact>
      </FactList>
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { IconAsterisk } from '@tabler/icons-react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultQuery } from '../../api/query.ts';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';
import { useVaultList } from './use-vault-list.ts';
import { VaultSecret } from './vault-secret.tsx';
import { resourceGroupName, vaultUri } from './vault-uri.ts';

interface VaultDetailProps {
  name: string;
  takesFocus: boolean;
  onClose: () => void;
}

/** One vault: its facts, its secrets, what happens to what is deleted in it. */
export function VaultDetail({ name, takesFocus, onClose }: VaultDetailProps) {
  const { vaults } = useVaultList();
  const listed = vaults?.find((vault) => vault.name.toLowerCase() === name.toLowerCase());
  // The list holds the whole vault already; it is asked for alone only when it came by its name.
  const query = useQuery({ ...vaultQuery(useClient(), name), enabled: vaults !== undefined && !listed });
  const vault = listed ?? query.data;
  return (
    <Detail
      title={vault?.name ?? name}
      subject={name}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={vault && <IdChip what="vault URI" value={vaultUri(vault.name)} most={46} />}
    >
      {query.error && !vault ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {vault ? <VaultFacts vault={vault} /> : !query.error && <RowSkeleton rows={4} />}
    </Detail>
  );
}

function VaultFacts({ vault }: { vault: Vault }) {
  return (
    <>
      <Section
        title={vault.secretCount === 1 ? '1 secret' : `${vault.secretCount.toLocaleString('en')} secrets`}
        action={
          <LinkButton to="/secrets/$vault" params={{ vault: vault.name }} startIcon={<IconAsterisk />}>
            {vault.secretCount === 0 ? 'Add the first' : 'Open all'}
          </LinkButton>
        }
      >
        {vault.secretCount > 0 && (
          // Moving through the list must not read the secrets of every vault passed on the way.
          <Late key={vault.id} afterMs={400}>
            <VaultSecret vault={vault.name} />
          </Late>
        )}
      </Section>
      <Section title="Vault">
        <FactList>
          <Fact name="Resource group">{resourceGroupName(vault.resourceGroup)}</Fact>
          <Fact name="Created">
            <Moment time={vault.createdOn} /> by {vault.createdBy}
          </Fact>
          <Fact name="Tags">
            <TagList tags={vault.tags} />
          </Fact>
          <Fact name="Resource id">
            <IdChip what="resource id" value={vault.resourceId} most={36} />
          </Fact>
        </FactList>
      </Section>
      <Section title="What happens to what is deleted">
        <FactList>
          <Fact name="Recoverable for">{vault.retentionDays} days, then gone for good</Fact>
          <Fact name="Purge protection">
            {vault.purgeProtection ? 'On: nobody can purge earlier, and nobody can turn this off' : 'Off: who may purge can end it earlier'}
          </Fact>
        </FactList>
      </Section>
    </>
  );
}

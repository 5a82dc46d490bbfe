import { Navigate, useParams } from '@tanstack/react-router';
import { IconAsterisk } from '@tabler/icons-react';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { SecretOfVault } from './secret-of-vault.tsx';

/** The secrets of one vault; the first vault's, until one is chosen. */
export function SecretScreen() {
  const { vault } = useParams({ strict: false });
  const { vaults, error, retry } = useVaultList();
  const first = vaults?.[0];
  if (vault !== undefined) return <SecretOfVault key={vault} vault={vault} />;
  if (first) return <Navigate to="/secrets/$vault" params={{ vault: first.name }} replace />;
  return (
    <Page title="Secrets" body="fill">
      {error ? <FailureState error={error} onRetry={retry} /> : vaults ? <NoVault /> : <RowSkeleton />}
    </Page>
  );
}

function NoVault() {
  return (
    <EmptyState
      icon={<IconAsterisk />}
      title="No secrets yet"
      actions={
        <LinkButton main to="/vaults" search={{ create: true }}>
          Create the first vault
        </LinkButton>
      }
    >
      Passwords, connection strings and API keys are kept here, each in a vault, every change as a version. Create a vault first, then add
      secrets to it.
    </EmptyState>
  );
}

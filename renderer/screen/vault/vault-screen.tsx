import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconBuildingBank, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { attentionQuery } from '../../api/query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { useAction, type ActionProps } from '../action/use-action.ts';
import { CreateVaultPanel } from './create-vault-panel.tsx';
import { useVaultList } from './use-vault-list.ts';
import { vaultColumns } from './vault-column.tsx';
import { VaultDetail } from './vault-detail.tsx';

/** Every vault that one may see, the chosen one beside them. */
export function VaultScreen() {
  const { vault: open } = useParams({ strict: false });
  const navigate = useNavigate();
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [by, setBy] = useState<OpenBy>('enter');
  const { creating, create, stop } = useCreating();
  const close = useCallback(() => {
    void navigate({ to: '/vaults' });
    table.current?.focus();
  }, [navigate]);
  const openVault = (vault: Vault, how: OpenBy) => {
    setBy(how);
    void navigate({ to: '/vaults/$vault', params: { vault: vault.name }, replace: open !== undefined });
  };
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={<VaultPage table={table} openName={open} onOpen={openVault} onClose={close} onCreate={create} />}
        detail={open === undefined ? undefined : <VaultDetail name={open} takesFocus={by === 'enter'} onClose={close} />}
      />
      {creating && (
        <CreateVaultPanel
          onClose={stop}
          onCreated={(vault) => {
            stop();
            openVault(vault, 'enter');
          }}
        />
      )}
    </>
  );
}

interface VaultPageProps {
  table: RefObject<TableHandle | null>;
  openName: string | undefined;
  onOpen: (vault: Vault, by: OpenBy) => void;
  onClose: () => void;
  onCreate: () => void;
}

function VaultPage({ table, openName, onOpen, onClose, onCreate }: VaultPageProps) {
  const { vaults, hasMore, more, error, retry } = useVaultList();
  const { data: attention } = useQuery(attentionQuery(useClient()));
  const columns = useMemo(
    () => vaultColumns(attention && new Map(attention.vaults.map((it) => [it.vault.toLowerCase(), it]))),
    [attention],
  );
  const creating = useAction('vault.create', { run: onCreate, may: useMayAnywhere('VaultPut') });
  const some = vaults !== undefined && vaults.length > 0;
  const body = () => {
    if (error) return <FailureState error={error} onRetry={retry} />;
    if (!vaults) return <RowSkeleton />;
    if (!some) return <NoVault create={creating} />;
    return (
      <VirtualTable
        ref={table}
        label="Vaults"
        items={vaults}
        columns={columns}
        keyOf={(vault) => vault.name.toLowerCase()}
        openKey={openName?.toLowerCase()}
        onOpen={onOpen}
        onClose={onClose}
        onEnd={more}
      />
    );
  };
  const createButton = (
    <ActionButton {...creating} variant="contained" color="primary" startIcon={<IconPlus />}>
      Create vault
    </ActionButton>
  );
  return (
    <Page
      title="Vaults"
      body="fill"
      count={some ? `${vaults.length.toLocaleString('en')}${hasMore ? ' and more' : ''}` : undefined}
      actions={some ? createButton : undefined}
    >
      {body()}
    </Page>
  );
}

/** The panel opens by its action, or because another place sent one here to create. */
function useCreating() {
  const { create: sent } = useSearch({ strict: false });
  const [creating, setCreating] = useState(sent === true);
  return { creating, create: () => setCreating(true), stop: () => setCreating(false) };
}

function NoVault({ create }: { create: ActionProps }) {
  return (
    <EmptyState
      icon={<IconBuildingBank />}
      title="No vaults yet"
      actions={
        <ActionButton {...create} variant="contained" color="primary" startIcon={<IconPlus />}>
          Create the first vault
        </ActionButton>
      }
    >
      A vault keeps secrets that belong together, say those of one application in one environment. Who may use them is decided by vault, and
      deleted secrets stay recoverable for as long as the vault says.
    </EmptyState>
  );
}

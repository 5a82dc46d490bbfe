import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconBuildingBank, IconPlus } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { useShortcut } from '../../component/shortcut.ts';
import { VirtualTable, type OpenBy, type TableHandle } from '../../component/virtual-table.tsx';
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
  const list = useVaultList();
  const table = useRef<TableHandle>(null);
  const [by, setBy] = useState<OpenBy>('enter');
  const { creating, create, stop } = useCreating();
  const close = useCallback(() => {
    void navigate({ to: '/vaults' });
    table.current?.focus();
  }, [navigate]);
  const count = list.vaults && `${list.vaults.length.toLocaleString('en')}${list.hasMore ? '+' : ''}`;
  const createButton = (
    <ActionButton variant="contained" color="primary" startIcon={<IconPlus />} onClick={create}>
      Create vault
    </ActionButton>
  );
  const body = () => {
    if (list.error) return <FailureState error={list.error} onRetry={list.retry} />;
    if (!list.vaults) return <RowSkeleton />;
    if (list.vaults.length === 0) return <NoVault onCreate={create} />;
    return (
      <VirtualTable
        ref={table}
        label="Vaults"
        items={list.vaults}
        columns={vaultColumns}
        keyOf={(vault) => vault.name.toLowerCase()}
        openKey={open?.toLowerCase()}
        onOpen={(vault, how) => {
          setBy(how);
          void navigate({ to: '/vaults/$vault', params: { vault: vault.name }, replace: open !== undefined });
        }}
        onClose={close}
        onEnd={list.more}
      />
    );
  };
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={
          <Page title="Vaults" body="fill" count={list.vaults?.length ? count : undefined} actions={createButton}>
            {body()}
          </Page>
        }
        detail={open === undefined ? undefined : <VaultDetail name={open} takesFocus={by === 'enter'} onClose={close} />}
      />
      {creating && (
        <CreateVaultPanel
          onClose={stop}
          onCreated={(vault) => {
            stop();
            setBy('enter');
            void navigate({ to: '/vaults/$vault', params: { vault: vault.name } });
          }}
        />
      )}
    </>
  );
}

/** The panel opens by button, by `N`, or because another place sent one here to create. */
function useCreating() {
  const { create: sent } = useSearch({ strict: false });
  const [creating, setCreating] = useState(sent === true);
  const create = () => setCreating(true);
  useShortcut({ n: create });
  return { creating, create, stop: () => setCreating(false) };
}

function NoVault({ onCreate }: { onCreate: () => void }) {
  return (
    <EmptyState
      icon={<IconBuildingBank />}
      title="No vaults yet"
      actions={
        <ActionButton startIcon={<IconPlus />} onClick={onCreate}>
          Create the first vault
        </ActionButton>
      }
    >
      A vault keeps secrets that belong together, say those of one application in one environment. Who may use them is decided by vault,
      and deleted secrets stay recoverable for as long as the vault says.
    </EmptyState>
  );
}

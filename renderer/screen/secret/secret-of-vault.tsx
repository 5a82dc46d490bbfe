import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconAsterisk, IconPlus } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { useNewKey } from '../frame/new-key.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { secretColumns } from './secret-column.tsx';
import { SecretDetail } from './secret-detail.tsx';
import { SecretPanel } from './secret-panel.tsx';
import { useSecretList } from './use-secret-list.ts';
import { VaultChooser } from './vault-chooser.tsx';

/** The secrets of a vault, the chosen one beside them. */
export function SecretOfVault({ vault }: { vault: string }) {
  const { name: open } = useParams({ strict: false });
  const navigate = useNavigate();
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const [by, setBy] = useState<OpenBy>('enter');
  const table = useRef<TableHandle>(null);
  const list = useSecretList(vault);
  const panel = usePanel();
  const close = useCallback(() => {
    void navigate({ to: '/secrets/$vault', params: { vault } });
    table.current?.focus();
  }, [navigate, vault]);
  const openSecret = (secret: SecretProperties, how: OpenBy) => {
    setBy(how);
    void navigate({ to: '/secrets/$vault/$name', params: { vault, name: secret.name }, replace: open !== undefined });
  };
  const listed = list.secrets?.find((secret) => secret.name.toLowerCase() === open?.toLowerCase());
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={<SecretPage vault={vault} list={list} table={table} openName={open} onOpen={openSecret} onClose={close} onAdd={panel.add} />}
        detail={
          open === undefined ? undefined : (
            <SecretDetail
              key={open}
              vault={vault}
              name={open}
              listed={listed}
              takesFocus={by === 'enter'}
              onClose={close}
              onNewVersion={panel.follow}
            />
          )
        }
      />
      {panel.open && (
        <SecretPanel
          vault={vault}
          last={panel.last}
          onClose={panel.close}
          onSaved={(secret) => {
            panel.close();
            openSecret(secret, 'enter');
          }}
        />
      )}
    </>
  );
}

/** The panel for a new secret, or for a new version of the one that is open. */
function usePanel() {
  const { create: sent } = useSearch({ strict: false });
  const [state, setState] = useState<{ open: boolean; last: SecretProperties | undefined }>({ open: sent === true, last: undefined });
  const add = () => setState({ open: true, last: undefined });
  useNewKey(add);
  return {
    ...state,
    add,
    follow: (last: SecretProperties) => setState({ open: true, last }),
    close: () => setState({ open: false, last: undefined }),
  };
}

interface SecretPageProps {
  vault: string;
  list: ReturnType<typeof useSecretList>;
  table: React.RefObject<TableHandle | null>;
  openName: string | undefined;
  onOpen: (secret: SecretProperties, by: OpenBy) => void;
  onClose: () => void;
  onAdd: () => void;
}

function SecretPage({ vault, list, table, openName, onOpen, onClose, onAdd }: SecretPageProps) {
  const navigate = useNavigate();
  const { vaults } = useVaultList();
  const { secrets } = list;
  // The vault knows how many there are; the list only how many were loaded.
  const all = list.hasMore ? vaults?.find((it) => it.name.toLowerCase() === vault.toLowerCase())?.secretCount : secrets?.length;
  const count = secrets?.length && all ? all.toLocaleString('en') : undefined;
  const addButton = (
    <ActionButton variant="contained" color="primary" startIcon={<IconPlus />} onClick={onAdd}>
      Add secret
    </ActionButton>
  );
  const chooser = (
    <VaultChooser vaults={vaults ?? []} chosen={vault} onChoose={(to) => void navigate({ to: '/secrets/$vault', params: { vault: to } })} />
  );
  const body = () => {
    if (list.error) return <FailureState error={list.error} onRetry={list.retry} />;
    if (!secrets) return <RowSkeleton />;
    if (secrets.length === 0) return <NoSecret vault={vault} onAdd={onAdd} />;
    return (
      <VirtualTable
        ref={table}
        label={`Secrets of ${vault}`}
        items={secrets}
        columns={secretColumns}
        keyOf={(secret) => secret.name.toLowerCase()}
        openKey={openName?.toLowerCase()}
        onOpen={onOpen}
        onClose={onClose}
        onEnd={list.more}
        total={all}
      />
    );
  };
  return (
    <Page title="Secrets" body="fill" count={count} actions={secrets?.length ? addButton : undefined} tools={chooser}>
      {body()}
    </Page>
  );
}

function NoSecret({ vault, onAdd }: { vault: string; onAdd: () => void }) {
  return (
    <EmptyState
      icon={<IconAsterisk />}
      title={`No secrets in ${vault} yet`}
      actions={
        <ActionButton variant="contained" color="primary" startIcon={<IconPlus />} onClick={onAdd}>
          Add the first secret
        </ActionButton>
      }
    >
      A secret is a name and a value that only who may can read: a password, a connection string, an API key. Every change makes a version,
      and every read is recorded.
    </EmptyState>
  );
}

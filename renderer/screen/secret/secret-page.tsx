import Button from '@mui/material/Button';
import { IconAsterisk, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useMemo, useState, type RefObject } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { SecretAsked } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { MayLink } from '../../component/may-link.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { Page } from '../../component/page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import type { ActionProps } from '../action/use-action.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { SecretColumnMenu } from './column-menu.tsx';
import { SecretFilterBar } from './secret-filter-bar.tsx';
import { SecretList } from './secret-list.tsx';
import { totalText } from './total-text.ts';
import type { Total } from './use-secret-page.ts';
import type { useSecretPlace } from './use-secret-place.ts';
import { SecretViewMenu } from './view-menu.tsx';

interface SecretPageProps {
  place: ReturnType<typeof useSecretPlace>;
  table: RefObject<TableHandle | null>;
  onOpen: (secret: SecretHit, by: OpenBy) => void;
  onClose: () => void;
  onActive: (secret: SecretHit | undefined) => void;
  add: ActionProps;
}

/** The list of secrets with its head: how many, what it is narrowed to, what it shows. */
export function SecretPage({ place, table, onOpen, onClose, onActive, add }: SecretPageProps) {
  const { asked, open, show } = place;
  const { vaults } = useVaultList();
  const [total, setTotal] = useState<Total>();
  const narrowed = Object.keys(asked.query).length > 0;
  const { sort } = place.place;
  const onSort = useCallback((next: SecretAsked['sort']) => show(asked.query, next), [asked.query, show]);
  const onQuery = useCallback((query: SecretAsked['query']) => show(query, sort), [show, sort]);
  const apply = useCallback((view: SecretAsked) => show(view.query, view.sort), [show]);
  const empty = useMemo(() => {
    if (narrowed) return <NothingFound onClear={() => show({}, sort)} />;
    return vaults?.length === 0 ? <NoVault /> : <NoSecret add={add} />;
  }, [narrowed, vaults?.length, add, show, sort]);
  const addButton = (
    <ActionButton {...add} variant="contained" color="primary" startIcon={<IconPlus />}>
      Add secret
    </ActionButton>
  );
  return (
    <Page
      title="Secrets"
      body="fill"
      count={total && (total.count > 0 || narrowed) ? countText(total, vaults?.length, narrowed) : undefined}
      actions={addButton}
      tools={
        <>
          <SecretFilterBar query={asked.query} onQuery={onQuery} onRows={() => table.current?.focus()} />
          <SecretViewMenu asked={asked} onApply={apply} />
          <SecretColumnMenu />
        </>
      }
    >
      <SecretList
        label="Secrets"
        asked={asked}
        onSort={onSort}
        open={open}
        onOpen={onOpen}
        onClose={onClose}
        onActive={onActive}
        onTotal={setTotal}
        empty={empty}
        table={table}
      />
    </Page>
  );
}

/** `1,204,318 in 46 vaults`, `about 10,000+ found`. */
function countText(total: Total, vaults: number | undefined, narrowed: boolean): string {
  if (narrowed) return `${totalText(total)} found`;
  return vaults === undefined
    ? totalText(total)
    : `${totalText(total)} in ${vaults === 1 ? '1 vault' : `${vaults.toLocaleString('en')} vaults`}`;
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState icon={<IconSearchOff />} title="No secret fits" actions={<Button onClick={onClear}>Clear the filter</Button>}>
      Every word must occur in the name, the content type or a tag, and every condition must hold. What lies in the recycle bin is found
      there.
    </EmptyState>
  );
}

function NoVault() {
  const create = useUnavailable(useMayAnywhere('VaultPut'));
  return (
    <EmptyState
      icon={<IconAsterisk />}
      title="No secrets yet"
      actions={
        <MayLink stop={create} words="Create the first vault">
          <LinkButton main to="/vaults" search={{ create: true }}>
            Create the first vault
          </LinkButton>
        </MayLink>
      }
    >
      Passwords, connection strings and API keys are kept here, each in a vault, every change as a version. Create a vault first, then add
      secrets to it.
    </EmptyState>
  );
}

function NoSecret({ add }: { add: ActionProps }) {
  return (
    <EmptyState
      icon={<IconAsterisk />}
      title="No secrets yet"
      actions={
        <ActionButton {...add} variant="contained" color="primary" startIcon={<IconPlus />}>
          Add the first secret
        </ActionButton>
      }
    >
      A secret is a name and a value that only who may can read: a password, a connection string, an API key. Every change makes a version,
      and every read is recorded.
    </EmptyState>
  );
}

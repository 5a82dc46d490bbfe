import { useQuery } from '@tanstack/react-query';
import { IconShare3 } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import { sharedQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { SecretActions } from '../secret/secret-actions.tsx';
import { columnsOf } from '../secret/secret-column.tsx';
import { SecretDetail } from '../secret/secret-detail.tsx';
import { hitKey } from '../secret/use-secret-page.ts';

/** Secrets that were granted one by one, in vaults that are not seen otherwise; the chosen one beside them. */
export function SharedScreen() {
  const shell = useShell();
  const { detailPercent, secretColumns } = useShellState().preference;
  const { data, error, refetch } = useQuery(sharedQuery(useClient()));
  const columns = useMemo(() => columnsOf(secretColumns), [secretColumns]);
  const table = useRef<TableHandle>(null);
  const [active, setActive] = useState<SecretHit>();
  const [open, setOpen] = useState<{ secret: SecretHit; by: OpenBy }>();
  const close = () => {
    setOpen(undefined);
    table.current?.focus();
  };
  const items = data?.items;
  const body = () => {
    if (error && !items) return <FailureState error={error} onRetry={() => void refetch()} />;
    if (!items) return <RowSkeleton />;
    if (items.length === 0) return <NothingShared />;
    return (
      <VirtualTable
        ref={table}
        label="Shared with me"
        items={items}
        columns={columns}
        keyOf={hitKey}
        openKey={open && hitKey(open.secret)}
        onOpen={(secret, by) => setOpen({ secret, by })}
        onClose={close}
        onActive={setActive}
      />
    );
  };
  return (
    <>
      {!open && <SecretActions secret={active} />}
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={
          <Page title="Shared with me" body="fill" count={items && items.length > 0 ? items.length.toLocaleString('en') : undefined}>
            {body()}
          </Page>
        }
        detail={
          open && (
            <SecretDetail
              key={hitKey(open.secret)}
              vault={open.secret.vault}
              name={open.secret.name}
              listed={items?.find((it) => hitKey(it) === hitKey(open.secret))}
              takesFocus={open.by === 'enter'}
              onClose={close}
            />
          )
        }
      />
    </>
  );
}

function NothingShared() {
  return (
    <EmptyState icon={<IconShare3 />} title="Nothing is shared with you">
      Single secrets that somebody lets you use stand here, without the vault that they lie in.
    </EmptyState>
  );
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconUsersGroup, IconUsersPlus } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Group } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupListQuery } from '../../api/person-query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { NamedPage } from '../../component/named-page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { usePages } from '../../component/use-pages.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useAction } from '../action/use-action.ts';
import { groupColumns } from './group-column.tsx';
import { GroupDetail } from './group-detail.tsx';
import { GroupPanel } from './group-panel.tsx';

const keyOf = (group: Group) => group.id;

/** Every group; the chosen one beside them. */
export function GroupScreen() {
  const { group: open } = useParams({ strict: false });
  const { create: sent } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [by, setBy] = useState<OpenBy>('enter');
  const [creating, setCreating] = useState(sent === true);
  const close = useCallback(() => {
    void navigate({ to: '/groups' });
    table.current?.focus();
  }, [navigate]);
  const openGroup = (id: string, how: OpenBy) => {
    setBy(how);
    void navigate({ to: '/groups/$group', params: { group: id }, replace: open !== undefined });
  };
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={
          <GroupPage
            table={table}
            openId={open}
            onOpen={({ id }, how) => openGroup(id, how)}
            onClose={close}
            onCreate={() => setCreating(true)}
          />
        }
        detail={open === undefined ? undefined : <GroupDetail key={open} id={open} takesFocus={by === 'enter'} onClose={close} />}
      />
      {creating && (
        <GroupPanel
          onClose={(made) => {
            setCreating(false);
            if (made) openGroup(made.id, 'enter');
          }}
        />
      )}
    </>
  );
}

interface GroupPageProps {
  table: RefObject<TableHandle | null>;
  openId: string | undefined;
  onOpen: (group: Group, by: OpenBy) => void;
  onClose: () => void;
  onCreate: () => void;
}

function GroupPage({ table, openId, onOpen, onClose, onCreate }: GroupPageProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const list = usePages(useInfiniteQuery({ ...groupListQuery(useClient(), asked), placeholderData: keepPreviousData }));
  const create = useAction('group.create', { run: onCreate, may: useMay({ operation: 'GroupPut' }) });
  const createButton = (
    <ActionButton {...create} variant="contained" color="primary" startIcon={<IconUsersPlus />}>
      Create group
    </ActionButton>
  );
  return (
    <NamedPage
      ref={table}
      title="Groups"
      filter="Filter the groups"
      list={list}
      text={text}
      onText={setText}
      actions={createButton}
      none={<NoGroup button={createButton} />}
      unfit={<NoneFits />}
      columns={groupColumns}
      keyOf={keyOf}
      openKey={openId}
      onOpen={onOpen}
      onClose={onClose}
    />
  );
}

function NoGroup({ button }: { button: ReactNode }) {
  return (
    <EmptyState icon={<IconUsersGroup />} title="No groups yet" actions={button}>
      A group stands for people who work on the same things. What is given to it holds for everyone in it, and ends for who leaves it.
      Groups can be in groups.
    </EmptyState>
  );
}

function NoneFits() {
  return (
    <EmptyState icon={<IconUsersGroup />} title="No group fits">
      No group has that in its name. Try fewer letters.
    </EmptyState>
  );
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useRef, useState, type RefObject } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { personListQuery } from '../../api/person-query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { PagedTable } from '../../component/paged-table.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { usePages } from '../../component/use-pages.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useAction } from '../action/use-action.ts';
import { InvitePanel } from './invite-panel.tsx';
import { personColumns } from './person-column.tsx';
import { PersonDetail } from './person-detail.tsx';
import { isPersonFiltered, noPersonFilter, PersonFilterBar } from './person-filter-bar.tsx';

const keyOf = (person: Person) => person.id;

/** Everybody who may come in, was invited, or could once; the chosen one beside them. */
export function PersonScreen() {
  const { person: open } = useParams({ strict: false });
  const { create: sent } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [by, setBy] = useState<OpenBy>('enter');
  const [inviting, setInviting] = useState(sent === true);
  const close = useCallback(() => {
    void navigate({ to: '/people' });
    table.current?.focus();
  }, [navigate]);
  const openPerson = (id: string, how: OpenBy) => {
    setBy(how);
    void navigate({ to: '/people/$person', params: { person: id }, replace: open !== undefined });
  };
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={
          <PersonPage
            table={table}
            openId={open}
            onOpen={({ id }, how) => openPerson(id, how)}
            onClose={close}
            onInvite={() => setInviting(true)}
          />
        }
        detail={open === undefined ? undefined : <PersonDetail key={open} id={open} takesFocus={by === 'enter'} onClose={close} />}
      />
      {inviting && (
        <InvitePanel
          onClose={(invited) => {
            setInviting(false);
            if (invited) openPerson(invited.id, 'enter');
          }}
        />
      )}
    </>
  );
}

interface PersonPageProps {
  table: RefObject<TableHandle | null>;
  openId: string | undefined;
  onOpen: (person: Person, by: OpenBy) => void;
  onClose: () => void;
  onInvite: () => void;
}

function PersonPage({ table, openId, onOpen, onClose, onInvite }: PersonPageProps) {
  const [filter, setFilter] = useState(noPersonFilter);
  const asked = useDeferredValue(filter);
  const list = usePages(useInfiniteQuery({ ...personListQuery(useClient(), asked), placeholderData: keepPreviousData }));
  const { items: people, total = 0 } = list;
  const invite = useAction('person.invite', { run: onInvite, may: useMay({ operation: 'PersonInvite' }) });
  return (
    <Page
      title="People"
      body="fill"
      count={people && people.length > 0 ? total.toLocaleString('en') : undefined}
      tools={people === undefined && !isPersonFiltered(filter) ? undefined : <PersonFilterBar filter={filter} onChange={setFilter} />}
      actions={
        <ActionButton {...invite} variant="contained" color="primary" startIcon={<IconUserPlus />}>
          Invite person
        </ActionButton>
      }
    >
      <PagedTable
        ref={table}
        label="People"
        list={list}
        empty={<NobodyFits />}
        columns={personColumns}
        keyOf={keyOf}
        openKey={openId}
        onOpen={onOpen}
        onClose={onClose}
      />
    </Page>
  );
}

function NobodyFits() {
  return (
    <EmptyState icon={<IconUsers />} title="Nobody fits">
      Nobody of that name and state is here. Try fewer letters, or another state.
    </EmptyState>
  );
}

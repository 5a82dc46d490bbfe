import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { useMay } from '../../api/access-context.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { PagedTable } from '../../component/paged-table.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useAction } from '../action/use-action.ts';
import { AccessFilterBar } from './access-filter-bar.tsx';
import { accessPlace, askedOf, type AccessPlace } from './access-place.ts';
import { assignmentColumns } from './assignment-column.tsx';
import { AssignmentDetail } from './assignment-detail.tsx';
import { assignmentKey } from './assignment-text.ts';
import { GrantPanel } from './grant-panel.tsx';
import { scopeText, tenantScope, vaultOf } from './scope.ts';
import { useAssignments } from './use-assignment.ts';

/** Who may do what: on the tenant, a resource group, a vault or a single secret, now or at a moment in the past. */
export function AccessScreen() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const { place, show } = useAccessPlace();
  const table = useRef<TableHandle>(null);
  const [open, setOpen] = useState<{ assignment: Assignment; by: OpenBy }>();
  const list = useAssignments(askedOf(place));
  const close = () => {
    setOpen(undefined);
    table.current?.focus();
  };
  const key = open && assignmentKey(open.assignment);
  const fresh = open && (list.items?.find((it) => assignmentKey(it) === key) ?? open.assignment);
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={
        <AccessPage
          place={place}
          onPlace={show}
          list={list}
          table={table}
          openKey={key}
          onOpen={(assignment, by) => setOpen({ assignment, by })}
          onClose={close}
        />
      }
      detail={fresh && <AssignmentDetail assignment={fresh} takesFocus={open?.by === 'enter'} onClose={close} />}
    />
  );
}

interface AccessPageProps {
  place: AccessPlace;
  onPlace: (change: Partial<AccessPlace>) => void;
  list: ReturnType<typeof useAssignments>;
  table: RefObject<TableHandle | null>;
  openKey: string | undefined;
  onOpen: (assignment: Assignment, by: OpenBy) => void;
  onClose: () => void;
}

function AccessPage({ place, onPlace, list, table, openKey, onOpen, onClose }: AccessPageProps) {
  const { scope = tenantScope } = place;
  const [adding, setAdding] = useState(false);
  const add = useAction('access.add', {
    run: () => setAdding(true),
    may: useMay({ operation: 'RoleAssignmentCreate', ...vaultOf(scope) }),
  });
  const { total } = list;
  return (
    <Page
      title="Access"
      count={`to ${scopeText(scope)}${total === undefined ? '' : ` · ${total.toLocaleString('en')}`}`}
      body="fill"
      actions={
        <ActionButton {...add} variant="contained" color="primary" startIcon={<IconPlus />}>
          Add access
        </ActionButton>
      }
      tools={<AccessFilterBar place={place} onPlace={onPlace} />}
    >
      <PagedTable
        ref={table}
        label={`Access to ${scopeText(scope)}`}
        list={list}
        empty={<Nobody scope={scope} />}
        columns={assignmentColumns}
        keyOf={assignmentKey}
        openKey={openKey}
        onOpen={onOpen}
        onClose={onClose}
      />
      {adding && <GrantPanel scope={scope} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useAccessPlace() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const place = useMemo(() => accessPlace.parse(search), [search]);
  const show = useCallback(
    (change: Partial<AccessPlace>) => void navigate({ to: '/access', search: { ...place, ...change }, replace: true }),
    [navigate, place],
  );
  return { place, show };
}

function Nobody({ scope }: { scope: string }) {
  return (
    <EmptyState icon={<IconShieldCheck />} title="Nobody fits">
      No assignment of these states holds for {scopeText(scope)}. Choose other states, another place, or another moment.
    </EmptyState>
  );
}

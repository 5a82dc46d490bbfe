import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconAppWindow, IconPlus } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { useMay } from '../../api/access-context.ts';
import { applicationListQuery } from '../../api/application-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { NamedPage } from '../../component/named-page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { usePages } from '../../component/use-pages.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useAction } from '../action/use-action.ts';
import { applicationColumns } from './application-column.tsx';
import { ApplicationDetail } from './application-detail.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { TakeUpPanel } from './take-up-panel.tsx';

const keyOf = (application: Application) => application.id;

type Panel = 'add' | 'take-up';

/** Every application that may ask here, or could once a role is given; the chosen one beside them. */
export function ApplicationScreen() {
  const { application: open } = useParams({ strict: false });
  const { create: sent, takeUp } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [by, setBy] = useState<OpenBy>('enter');
  const [panel, setPanel] = useState<Panel | undefined>(sent === true ? 'add' : takeUp === true ? 'take-up' : undefined);
  const close = useCallback(() => {
    void navigate({ to: '/applications' });
    table.current?.focus();
  }, [navigate]);
  const openApplication = (id: string, how: OpenBy) => {
    setBy(how);
    void navigate({ to: '/applications/$application', params: { application: id }, replace: open !== undefined });
  };
  const leavePanel = (made?: Application) => {
    setPanel(undefined);
    if (made) openApplication(made.id, 'enter');
  };
  return (
    <>
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={
          <ApplicationPage
            table={table}
            openId={open}
            onOpen={({ id }, how) => openApplication(id, how)}
            onClose={close}
            onPanel={setPanel}
          />
        }
        detail={open === undefined ? undefined : <ApplicationDetail key={open} id={open} takesFocus={by === 'enter'} onClose={close} />}
      />
      {panel === 'add' && <SetupPanel onClose={leavePanel} />}
      {panel === 'take-up' && <TakeUpPanel onClose={leavePanel} />}
    </>
  );
}

interface ApplicationPageProps {
  table: RefObject<TableHandle | null>;
  openId: string | undefined;
  onOpen: (application: Application, by: OpenBy) => void;
  onClose: () => void;
  onPanel: (panel: Panel) => void;
}

function ApplicationPage({ table, openId, onOpen, onClose, onPanel }: ApplicationPageProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const list = usePages(useInfiniteQuery({ ...applicationListQuery(useClient(), asked), placeholderData: keepPreviousData }));
  return (
    <NamedPage
      ref={table}
      title="Applications"
      filter="Filter the applications"
      list={list}
      text={text}
      onText={setText}
      actions={<WayIn onPanel={onPanel} />}
      none={<NoApplication buttons={<WayIn onPanel={onPanel} mainFirst />} />}
      unfit={<NoneFits />}
      columns={applicationColumns}
      keyOf={keyOf}
      openKey={openId}
      onOpen={onOpen}
      onClose={onClose}
    />
  );
}

/** The two ways in which an application comes here. The main one stands last in the head of a page, and first where nothing else is. */
function WayIn({ onPanel, mainFirst = false }: Pick<ApplicationPageProps, 'onPanel'> & { mainFirst?: boolean }) {
  const add = useAction('application.add', { run: () => onPanel('add'), may: useMay({ operation: 'ApplicationCreate' }) });
  const takeUp = useAction('application.take-up', { run: () => onPanel('take-up'), may: useMay({ operation: 'ConsentCreate' }) });
  const main = (
    <ActionButton {...add} variant="contained" color="primary" startIcon={<IconPlus />}>
      Add application
    </ActionButton>
  );
  return (
    <>
      {mainFirst && main}
      <ActionButton {...takeUp}>Take up one of another organisation…</ActionButton>
      {!mainFirst && main}
    </>
  );
}

function NoApplication({ buttons }: { buttons: ReactNode }) {
  return (
    <EmptyState icon={<IconAppWindow />} title="No applications yet" actions={buttons}>
      An application is a program that asks for secrets as itself: it signs in by a credential of its own, may do what its own roles say,
      and stands in the log under its own name. Add one, give it a credential and a role on a vault, and connect it.
    </EmptyState>
  );
}

function NoneFits() {
  return (
    <EmptyState icon={<IconAppWindow />} title="No application fits">
      No application has that in its name. Try fewer letters.
    </EmptyState>
  );
}

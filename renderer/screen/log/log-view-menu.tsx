import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LogFilter, LogView } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logViewDelete, logViewPut } from '../../api/log-mutation.ts';
import { logViewQuery } from '../../api/log-query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { SaveViewDialog } from '../../component/save-view-dialog.tsx';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { ViewMenu, type NamedView } from '../../component/view-menu.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';
import { usualColumns } from './log-column.tsx';
import { readyViews } from './ready-view.ts';

interface LogViewMenuProps {
  /** Without the beginning of a stretch that ends now. */
  filter: LogFilter;
  onApply: (filter: LogFilter) => void;
}

type AnyView = NamedView & Pick<LogView, 'filter'> & { readonly columns?: readonly string[] };

/** The lists of records that a person gave names to, and those that come ready. */
export function LogViewMenu({ filter, onApply }: LogViewMenuProps) {
  const shell = useShell();
  const [saving, setSaving] = useState(false);
  const views = useQuery(logViewQuery(useClient())).data?.items ?? [];
  const remove = useRemove();
  const narrowed = Object.keys(filter).length > 0;
  useAction('list.save', {
    run: () => setSaving(true),
    unavailable: narrowed ? undefined : 'Nothing is filtered. Add a condition first.',
  });
  const apply = (view: AnyView) => {
    if (view.columns && view.columns.length > 0) shell.setPreference({ logColumns: [...view.columns] });
    onApply(view.filter);
  };
  return (
    <>
      <ViewMenu<AnyView>
        views={views}
        ready={{ caption: 'Questions to begin with', views: readyViews }}
        savable={narrowed}
        onApply={apply}
        onRemove={({ id }) => remove(views.find((view) => view.id === id))}
        onSave={() => setSaving(true)}
      />
      {saving && <Saving filter={filter} names={views.map((view) => view.name)} onClose={() => setSaving(false)} />}
    </>
  );
}

function useRemove() {
  const client = useClient();
  const say = useToast();
  const onError = useFailureToast();
  const put = useMutation({ ...logViewPut(client), onError });
  const drop = useMutation({ ...logViewDelete(client), onError });
  return (view: LogView | undefined) => {
    if (!view) return;
    const { id, name, filter, columns } = view;
    const undo = () => put.mutate({ name, filter, columns });
    drop.mutate({ id }, { onSuccess: () => say({ text: `The filter ${visibleText(name)} is deleted.`, undo }) });
  };
}

function Saving({ filter, names, onClose }: { filter: LogFilter; names: readonly string[]; onClose: () => void }) {
  const say = useToast();
  const { logColumns = usualColumns } = useShellState().preference;
  const put = useMutation(logViewPut(useClient()));
  const save = (name: string) =>
    put.mutate(
      { name, filter, columns: [...logColumns] },
      {
        onSuccess: (view) => {
          say({ text: `Saved as ${visibleText(view.name)}.` });
          onClose();
        },
      },
    );
  const hint = 'Only you see it. Conditions, columns and a time with two ends are kept; a time that ends now stays as it is set.';
  return <SaveViewDialog names={names} hint={hint} busy={put.isPending} error={put.error} onSave={save} onClose={onClose} />;
}

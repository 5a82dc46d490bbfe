import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { View } from '../../../app/contract/search.ts';
import { useClient } from '../../api/client-context.tsx';
import { viewDelete, viewPut } from '../../api/mutation.ts';
import { viewListQuery, type SecretAsked } from '../../api/query.ts';
import { SaveViewDialog } from '../../component/save-view-dialog.tsx';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { ViewMenu } from '../../component/view-menu.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';

interface SecretViewMenuProps {
  asked: SecretAsked;
  onApply: (asked: SecretAsked) => void;
}

/** The lists of secrets that a person gave names to. */
export function SecretViewMenu({ asked, onApply }: SecretViewMenuProps) {
  const [saving, setSaving] = useState(false);
  const views = useQuery(viewListQuery(useClient())).data?.items ?? [];
  const remove = useRemove();
  const narrowed = Object.keys(asked.query).length > 0;
  const unavailable = narrowed ? undefined : 'Nothing is filtered. Search or add a filter first.';
  useAction('list.save', { run: () => setSaving(true), unavailable });
  return (
    <>
      <ViewMenu
        views={views}
        savable={narrowed}
        onApply={({ query, sort }) => onApply({ query, sort })}
        onRemove={remove}
        onSave={() => setSaving(true)}
      />
      {saving && <Saving asked={asked} names={views.map((view) => view.name)} onClose={() => setSaving(false)} />}
    </>
  );
}

function useRemove() {
  const client = useClient();
  const say = useToast();
  const onError = useFailureToast();
  const put = useMutation({ ...viewPut(client), onError });
  const drop = useMutation({ ...viewDelete(client), onError });
  return ({ id, name, query, sort }: View) =>
    drop.mutate(
      { id },
      { onSuccess: () => say({ text: `The filter ${visibleText(name)} is deleted.`, undo: () => put.mutate({ name, query, sort }) }) },
    );
}

function Saving({ asked, names, onClose }: { asked: SecretAsked; names: readonly string[]; onClose: () => void }) {
  const say = useToast();
  const put = useMutation(viewPut(useClient()));
  const save = (name: string) =>
    put.mutate(
      { name, query: asked.query, sort: asked.sort },
      {
        onSuccess: (view) => {
          say({ text: `Saved as ${visibleText(view.name)}.` });
          onClose();
        },
      },
    );
  return <SaveViewDialog names={names} hint="Only you see it." busy={put.isPending} error={put.error} onSave={save} onClose={onClose} />;
}

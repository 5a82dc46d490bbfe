import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { NameFields, problemsOf, tidyDraft, useNameDraft } from '../../component/name-form.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { visibleText } from '../../component/visible-text.ts';
import { nameHint } from './application-text.ts';
import { useApplicationChange } from './use-application-change.ts';

/** Name and purpose of an application that stands. */
export function EditApplicationPanel({ application, onClose }: { application: Application; onClose: () => void }) {
  const form = useNameDraft(application);
  const { change, error, sent, busy } = useApplicationChange(application);
  const wanted = tidyDraft(form.draft);
  const { id, revision, name, description } = application;
  const { problems, trySend } = useInputCheck('ApplicationPatch', { id, revision, ...wanted });
  const save = () => {
    if (busy) return;
    if (!form.dirty) return onClose();
    change(wanted, { done: 'The application was changed.', back: { name, description }, after: onClose });
  };
  return (
    <FormPanel
      title={`Edit ${visibleText(application.name)}`}
      dirty={form.dirty}
      verb="Save"
      busy={busy}
      onSubmit={() => trySend(save)}
      onClose={onClose}
    >
      <NameFields form={form} hint={nameHint} problems={problemsOf(problems, error, sent, form.draft.name)} />
      {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
    </FormPanel>
  );
}

import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { NameFields, problemsOf, tidyDraft, useNameDraft } from '../../component/name-form.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { nameHint } from './application-text.ts';
import { useApplicationChange } from './use-application-change.ts';

/** Name and purpose of an application that stands. */
export function EditApplicationPanel({ application, onClose }: { application: Application; onClose: () => void }) {
  const form = useNameDraft(application);
  const { change, error, sent, busy } = useApplicationChange(application);
  const [tried, setTried] = useState(false);
  const wanted = tidyDraft(form.draft);
  const found = checkInput('ApplicationPatch', { id: application.id, revision: application.revision, ...wanted });
  const save = () => {
    setTried(true);
    if (Object.keys(found).length > 0 || busy) return;
    if (!form.dirty) return onClose();
    const { name, description } = application;
    change(wanted, { done: 'The application was changed.', back: { name, description }, after: onClose });
  };
  return (
    <FormPanel title={`Edit ${visibleText(application.name)}`} dirty={form.dirty} verb="Save" busy={busy} onSubmit={save} onClose={onClose}>
      <NameFields form={form} hint={nameHint} problems={problemsOf(tried ? found : {}, error, sent, form.draft.name)} />
      {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
    </FormPanel>
  );
}

import Button from '@mui/material/Button';
import { useId, useState, type SyntheticEvent } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { ApplicationFields, problemsOf, tidyDraft, useApplicationDraft } from './application-form.tsx';
import { useApplicationChange } from './use-application-change.ts';

/** Name and purpose of an application that stands. */
export function EditApplicationPanel({ application, onClose }: { application: Application; onClose: () => void }) {
  const formId = useId();
  const form = useApplicationDraft(application);
  const { change, error, sent, busy } = useApplicationChange(application);
  const [tried, setTried] = useState(false);
  const wanted = tidyDraft(form.draft);
  const found = checkInput('ApplicationPatch', { id: application.id, revision: application.revision, ...wanted });
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(found).length > 0 || busy) return;
    if (!form.dirty) return onClose();
    const { name, description } = application;
    change(wanted, { done: 'The application was changed.', back: { name, description }, after: onClose });
  };
  return (
    <SidePanel
      title={`Edit ${visibleText(application.name)}`}
      open
      dirty={form.dirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy}>
            Save
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={save} style={{ display: 'contents' }}>
        <ApplicationFields form={form} problems={problemsOf(tried ? found : {}, error, sent, form.draft.name)} />
        {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
      </form>
    </SidePanel>
  );
}

import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { applicationCreate } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { ApplicationFields, problemsOf, tidyDraft, useApplicationDraft } from './application-form.tsx';

interface AddStepProps {
  way: ReactNode;
  onAdded: (made: Application) => void;
  onClose: () => void;
}

/** Names a new application; it may do nothing yet. */
export function AddStep({ way, onAdded, onClose }: AddStepProps) {
  const formId = useId();
  const form = useApplicationDraft();
  const [tried, setTried] = useState(false);
  const { mutate, error, variables, isPending } = useMutation(applicationCreate(useClient()));
  const wanted = tidyDraft(form.draft);
  const found = checkInput('ApplicationCreate', wanted);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(found).length === 0 && !isPending) mutate(wanted, { onSuccess: onAdded });
  };
  return (
    <SidePanel
      title="Add application"
      open
      dirty={form.dirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={isPending}>
            Add, and go on
          </ActionButton>
        </>
      )}
    >
      {way}
      <Typography sx={{ color: 'text.secondary' }}>
        One for each program, so that the log says which of them asked, and each is given no more than it needs.
      </Typography>
      <form id={formId} noValidate autoComplete="off" onSubmit={submit} style={{ display: 'contents' }}>
        <ApplicationFields form={form} problems={problemsOf(tried ? found : {}, error, variables?.name, form.draft.name)} />
        {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
      </form>
    </SidePanel>
  );
}

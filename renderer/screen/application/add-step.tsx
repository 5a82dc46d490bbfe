import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { applicationCreate } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { NameFields, problemsOf, tidyDraft, useNameDraft } from '../../component/name-form.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { nameHint } from './application-text.ts';

interface AddStepProps {
  way: ReactNode;
  onAdded: (made: Application) => void;
  onClose: () => void;
}

/** Names a new application; it may do nothing yet. */
export function AddStep({ way, onAdded, onClose }: AddStepProps) {
  const form = useNameDraft();
  const { mutate, error, variables, isPending } = useMutation(applicationCreate(useClient()));
  const wanted = tidyDraft(form.draft);
  const { problems, trySend } = useInputCheck('ApplicationCreate', wanted);
  const add = () => !isPending && mutate(wanted, { onSuccess: onAdded });
  return (
    <FormPanel
      title="Add application"
      dirty={form.dirty}
      verb="Add, and go on"
      busy={isPending}
      onSubmit={() => trySend(add)}
      onClose={onClose}
    >
      {way}
      <Typography sx={{ color: 'text.secondary' }}>
        One for each program, so that the log says which of them asked, and each is given no more than it needs.
      </Typography>
      <NameFields form={form} hint={nameHint} problems={problemsOf(problems, error, variables?.name, form.draft.name)} />
      {!isVaultError(error, 'NameTaken') && <FailureBanner error={error} />}
    </FormPanel>
  );
}

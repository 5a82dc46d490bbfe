import { useQueryClient } from '@tanstack/react-query';
import { Controller, useForm, type UseFormReturn } from 'react-hook-form';
import type { Input } from '../../../app/contract/operation.ts';
import type { Person } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { invitePerson } from '../../api/person-mutation.ts';
import { CheckField } from '../../component/check-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { contractResolver } from '../../component/form-check.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useAttempt } from '../unlock/use-attempt.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { PrincipalField, type Principal } from './principal-field.tsx';
import { useInvitation } from './use-invitation.ts';

interface InviteDraft {
  readonly displayName: string;
  readonly name: string;
  readonly secondFactor: boolean;
  readonly groups: readonly Principal[];
}

const emptyInvite: InviteDraft = { displayName: '', name: '', secondFactor: true, groups: [] };

const toInvite = (draft: InviteDraft): Input<'PersonInvite'> => ({
  displayName: draft.displayName.trim(),
  name: draft.name.trim(),
  secondFactor: draft.secondFactor,
  groups: draft.groups.map(({ id }) => id),
});

/** Adds a person, then shows the code with which they come in. `onClose` is told who was invited, if anyone. */
export function InvitePanel({ onClose }: { onClose: (invited?: Person) => void }) {
  const { form, invite, invitation, attempt } = useInvite();
  if (invitation) return <InvitationPanel invitation={invitation} onClose={() => onClose(invitation.person)} />;
  const submit = form.handleSubmit((draft) => invite(draft));
  return (
    <FormPanel
      title="Invite person"
      dirty={form.formState.isDirty}
      verb="Invite"
      busy={attempt.busy}
      onSubmit={() => void submit()}
      onClose={() => onClose()}
    >
      <InviteFields form={form} />
      {!isVaultError(attempt.error, 'NameTaken') && <FailureBanner error={attempt.error} />}
    </FormPanel>
  );
}

function InviteFields({ form }: { form: UseFormReturn<InviteDraft> }) {
  const { register, control, formState } = form;
  const { errors } = formState;
  const { ref: displayNameRef, ...displayName } = register('displayName');
  const { ref: nameRef, ...name } = register('name');
  const mayGroup = useMay({ operation: 'GroupList' }).state !== 'no';
  return (
    <>
      <TextField
        label="Name"
        autoFocus
        inputRef={displayNameRef}
        {...displayName}
        hint="As others read it, in lists and in the log."
        error={errors.displayName?.message}
        inputProps={{ maxLength: 100 }}
      />
      <TextField
        label="Signs in as"
        inputRef={nameRef}
        {...name}
        hint="Letters, digits and . _ @ - only. It can’t be changed later, and is never given to another."
        error={errors.name?.message}
        inputProps={{ maxLength: 64 }}
      />
      <Controller
        control={control}
        name="secondFactor"
        render={({ field }) => (
          <CheckField
            label="Require a second factor"
            hint="They set it up when they first sign in: the code of an app, or a passkey."
            checked={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {mayGroup && (
        <Controller
          control={control}
          name="groups"
          render={({ field }) => (
            <PrincipalField
              label="Groups"
              hint="Without any, the person may do nothing until somebody gives them a role."
              kinds={['group']}
              error={errors.groups?.message}
              chosen={field.value}
              onChange={field.onChange}
            />
          )}
        />
      )}
    </>
  );
}

/** The form, what it asks for, and the invitation once it is there. */
function useInvite() {
  const client = useClient();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const { invitation, show } = useInvitation();
  const form = useForm<InviteDraft>({ defaultValues: emptyInvite, resolver });
  const refuse = (error: unknown) => {
    if (isVaultError(error, 'NameTaken')) form.setError('name', { message: errorSentence(error) ?? '' }, { shouldFocus: true });
    const { name, displayName } = fieldErrors(error, 'PersonInvite');
    if (name !== undefined) form.setError('name', { message: name }, { shouldFocus: true });
    if (displayName !== undefined) form.setError('displayName', { message: displayName }, { shouldFocus: true });
    throw error;
  };
  const invite = (draft: InviteDraft) => attempt.run(async () => show(await invitePerson(client, queries, toInvite(draft)).catch(refuse)));
  return { form, invite, invitation, attempt };
}

const resolver = contractResolver<InviteDraft, 'PersonInvite'>('PersonInvite', toInvite, (path) => path.split('.')[0] ?? path);

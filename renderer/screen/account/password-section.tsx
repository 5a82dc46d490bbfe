import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SyntheticEvent } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { passwordChange } from '../../api/person-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Section } from '../../component/section.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { useNewSecret } from '../first-run/use-new-secret.ts';
import { OwnPassword } from '../setting/own-password.tsx';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';

export function PasswordSection() {
  const [changing, setChanging] = useState(false);
  return (
    <Section title="Password" action={<Button onClick={() => setChanging(true)}>Change password</Button>}>
      <Box sx={{ color: 'text.secondary', maxWidth: '80ch' }}>It signs you in. It opens nothing else, and nobody can look it up.</Box>
      {changing && <PasswordPanel onClose={() => setChanging(false)} />}
    </Section>
  );
}

/** A new password in place of one's own; other sessions of one's own end. */
function PasswordPanel({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const say = useToast();
  const { mutateAsync: ask } = useMutation(passwordChange(useClient()));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const next = useNewSecret();
  const [tried, setTried] = useState(false);
  const sound = password.length > 0 && next.error === undefined && next.againError === undefined;
  const change = async () => {
    const done = await attempt.run(async () => void (await ask({ password: password.take(), next: next.draft.take() })));
    if (!done) return password.focus();
    say({ text: 'Your password was changed. Other sessions of yours have ended.' });
    onClose();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (sound && attempt.left === 0) void change();
  };
  return (
    <SidePanel
      title="Change password"
      open
      dirty={next.draft.length > 0}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton
            type="submit"
            form={formId}
            variant="contained"
            color="primary"
            busy={attempt.busy}
            unavailable={waitReason(attempt.left)}
          >
            Change password
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={submit} style={{ display: 'contents' }}>
        <OwnPassword draft={password} attempt={attempt} tried={tried} />
        <NewSecretField label="New password" secret={next} tried={tried} measured readOnly={attempt.busy} />
        {!isVaultError(attempt.error, 'SignInFailed') && <FailureBanner error={attempt.error} />}
      </form>
    </SidePanel>
  );
}

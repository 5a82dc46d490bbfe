import Button from '@mui/material/Button';
import { useId, type ReactNode } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { SecretMeanwhile } from './secret-meanwhile.tsx';
import { secretEntry } from '../recycle-bin/bin-entry.ts';
import { NameNote } from '../recycle-bin/name-note.tsx';
import { AttributeField, NameField, TypeField } from './secret-field.tsx';
import { useSecretForm } from './use-secret-form.ts';
import { ValueDiff } from './value-diff.tsx';
import { ValueChoice } from './value-choice.tsx';

interface SecretPanelProps {
  /** Empty while none is chosen. */
  vault: string;
  /** The version that a new one follows; absent for a new secret. */
  last: SecretProperties | undefined;
  /** Where the vault is chosen, above the name. */
  chooser?: ReactNode;
  onClose: () => void;
  onSaved: (secret: SecretProperties) => void;
}

/** The form for a new secret, or for a new version of one. What was edited is looked at, old to new, before it is saved. */
export function SecretPanel({ vault, last, chooser, onClose, onSaved }: SecretPanelProps) {
  const formId = useId();
  const it = useSecretForm({ vault, last, onSaved });
  const { form, review } = it;
  const title = last ? `New version of ${last.name}` : vault === '' ? 'Add a secret' : `Add a secret to ${vault}`;
  return (
    <SidePanel
      title={title}
      open
      dirty={it.dirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          {review ? <Button onClick={it.backToForm}>Back to the form</Button> : <Button onClick={leave}>Cancel</Button>}
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={it.busy}>
            {it.verb}
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate autoComplete="off" onSubmit={it.submit} style={{ display: 'contents' }}>
        {review && (
          <>
            <span>
              This is what changes, from the current value to the new one. Spaces and characters that can’t be seen are shown as signs.
            </span>
            <ValueDiff before={review.before} after={review.after} label="Changes of the value" />
          </>
        )}
        <div style={{ display: review ? 'none' : 'contents' }}>
          {chooser}
          {!last && (
            <NameField
              form={form}
              note={<NameNote deleted={it.watch.deleted && secretEntry(it.watch.deleted)} standing={it.watch.standing} />}
            />
          )}
          <TypeField form={form} />
          <ValueChoice it={it} last={last} />
          <AttributeField form={form} vault={vault} />
        </div>
        <Refused it={it} />
      </form>
    </SidePanel>
  );
}

function Refused({ it: { error, seen, saveOver } }: { it: ReturnType<typeof useSecretForm> }) {
  // The note at the name says it already.
  if (isVaultError(error, 'ObjectIsDeletedButRecoverable')) return null;
  if (isVaultError(error, 'ChangedMeanwhile') && seen) return <SecretMeanwhile error={error} seen={seen} onSaveAgain={saveOver} />;
  return <FailureBanner error={error} />;
}

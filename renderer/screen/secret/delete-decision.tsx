import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretDelete, secretRecover } from '../../api/mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { dayText } from '../../component/moment-text.ts';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';

const dayMs = 86_400_000;

interface DeleteDecisionProps {
  secret: SecretProperties;
  open: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Moves a secret to the recycle bin, after saying until when it can come back. */
export function DeleteDecision({ secret, open, onClose, onDeleted }: DeleteDecisionProps) {
  const client = useClient();
  const say = useToast();
  const fail = useFailureToast();
  const remove = useMutation(secretDelete(client));
  const recover = useMutation(secretRecover(client));
  const [openedOn] = useState(() => Date.now());
  const object = { vault: secret.vault, name: secret.name };
  // By promise: when it is taken back, this dialog is gone.
  const undo = () => void recover.mutateAsync(object).then(() => say({ text: `${secret.name} is back, with its versions.` }), fail);
  const decide = () =>
    remove.mutate(object, {
      onSuccess: ({ purgeOn }) => {
        say({ text: `${secret.name} lies in the recycle bin until ${dayText(purgeOn)}.`, undo });
        onClose();
        onDeleted();
      },
    });
  return (
    <Decision
      title={`Delete ${secret.name}`}
      open={open}
      verb="Delete"
      danger
      busy={remove.isPending}
      failure={remove.error}
      onDecide={decide}
      onClose={onClose}
    >
      <span>
        <ForeignText>{secret.name}</ForeignText> moves to the recycle bin with all its versions, and nobody can read it from then on. It can
        be recovered until {dayText(openedOn + secret.recoverableDays * dayMs)}; then it is destroyed.
      </span>
    </Decision>
  );
}

import { useState, type ReactNode } from 'react';
import { Decision } from './decision.tsx';
import { ForeignText } from './foreign-text.tsx';
import { dayText } from './moment-text.ts';
import { useToast } from './toast.tsx';
import { useFailureToast } from './use-failure-toast.ts';

const dayMs = 86_400_000;

type Named = { readonly vault: string; readonly name: string };

interface DeleteDecisionProps {
  object: Named & { readonly recoverableDays: number };
  /** What nobody can do with it from then on: `nobody can read it`. */
  loss: ReactNode;
  remove: {
    mutate(object: Named, then: { onSuccess: (deleted: { readonly purgeOn: number }) => void }): void;
    readonly isPending: boolean;
    readonly error: unknown;
  };
  recover: (object: Named) => Promise<unknown>;
  onClose: () => void;
  onDeleted: () => void;
}

/** Moves something to the recycle bin, after saying until when it can come back. */
export function DeleteDecision({ object, loss, remove, recover, onClose, onDeleted }: DeleteDecisionProps) {
  const { vault, name, recoverableDays } = object;
  const say = useToast();
  const fail = useFailureToast();
  const [openedOn] = useState(() => Date.now());
  // By promise: when it is taken back, this dialog is gone.
  const undo = () => void recover({ vault, name }).then(() => say({ text: `${name} is back, with its versions.` }), fail);
  const decide = () =>
    remove.mutate(
      { vault, name },
      {
        onSuccess: ({ purgeOn }) => {
          say({ text: `${name} lies in the recycle bin until ${dayText(purgeOn)}.`, undo });
          onClose();
          onDeleted();
        },
      },
    );
  return (
    <Decision
      title={`Delete ${name}`}
      open
      verb="Delete"
      danger
      busy={remove.isPending}
      failure={remove.error}
      onDecide={decide}
      onClose={onClose}
    >
      <span>
        <ForeignText>{name}</ForeignText> moves to the recycle bin with all its versions, and {loss} from then on. It can be recovered until{' '}
        {dayText(openedOn + recoverableDays * dayMs)}; then it is destroyed.
      </span>
    </Decision>
  );
}

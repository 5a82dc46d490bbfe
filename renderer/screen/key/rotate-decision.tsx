import { useMutation, useQuery } from '@tanstack/react-query';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyRotate } from '../../api/key-mutation.ts';
import { keyPolicyQuery } from '../../api/key-query.ts';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { useToast } from '../../component/toast.tsx';
import { specText } from './key-text.ts';

/** Makes the next version of a key, after saying what changes for whom. */
export function RotateDecision({ of, onClose }: { of: KeyProperties; onClose: () => void }) {
  const { vault, name } = of;
  const client = useClient();
  const say = useToast();
  // Said before the keys are read again: its row, and this dialog with it, may then be gone from where it was opened.
  const { mutate, error, isPending } = useMutation({
    ...keyRotate(client),
    onSuccess: () => {
      say({ text: `${name} has a new version. What the older ones encrypted still needs them: see “Still on an older version”.` });
      onClose();
    },
  });
  const { data: policy } = useQuery(keyPolicyQuery(client, { vault, name }));
  const lasts =
    policy?.expiryDays === undefined
      ? 'It never expires, as there is no policy that says so'
      : `It expires after ${policy.expiryDays} days`;
  return (
    <Decision
      title={`Rotate ${name}`}
      open
      verb="Rotate now"
      busy={isPending}
      failure={error}
      onDecide={() => mutate({ vault, name })}
      onClose={onClose}
    >
      <span>
        A new version of <ForeignText>{name}</ForeignText> is made like this one: {specText(of.spec)}, the same operations and tags. {lasts}
        . Applications that ask for the key without a version use it from then on.
      </span>
      <span>
        Nothing is encrypted anew: data that was encrypted and keys that were wrapped with older versions need them until somebody wraps
        them again. Older versions stay enabled.
      </span>
    </Decision>
  );
}

import { useMutation } from '@tanstack/react-query';
import type { AttestationIssuer } from '../../../app/contract/attestation.ts';
import { useClient } from '../../api/client-context.tsx';
import { issuerRemove } from '../../api/attestation.ts';
import { Decision } from '../../component/decision.tsx';
import { useToast } from '../../component/toast.tsx';

/** Trusts an authority no more. */
export function RemoveIssuer({ issuer: { id, name }, onClose }: { issuer: AttestationIssuer; onClose: () => void }) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(issuerRemove(useClient()));
  const decide = () =>
    mutate(
      { id },
      {
        onSuccess: () => {
          say({ text: `${name} is trusted no more.` });
          onClose();
        },
      },
    );
  return (
    <Decision open title={`Remove ${name}`} verb="Remove" danger busy={isPending} failure={error} onDecide={decide} onClose={onClose}>
      <span>
        Nothing is released any more to what it attests, in no vault. What was released before stays where it is. It can be added again with
        its keys.
      </span>
    </Decision>
  );
}

import { useMutation } from '@tanstack/react-query';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretDelete, secretRecover } from '../../api/mutation.ts';
import { DeleteDecision } from '../../component/delete-decision.tsx';

interface DeleteSecretProps {
  secret: SecretProperties;
  onClose: () => void;
  onDeleted: () => void;
}

/** Moves a secret to the recycle bin. */
export function DeleteSecret({ secret, ...then }: DeleteSecretProps) {
  const client = useClient();
  const remove = useMutation(secretDelete(client));
  const { mutateAsync: recover } = useMutation(secretRecover(client));
  return <DeleteDecision {...then} object={secret} loss="nobody can read it" remove={remove} recover={recover} />;
}

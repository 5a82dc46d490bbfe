import { useMutation } from '@tanstack/react-query';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyDelete, keyRecover } from '../../api/key-mutation.ts';
import { DeleteDecision } from '../../component/delete-decision.tsx';

interface DeleteKeyProps {
  of: KeyProperties;
  onClose: () => void;
  onDeleted: () => void;
}

/** Moves a key to the recycle bin. */
export function DeleteKey({ of, ...then }: DeleteKeyProps) {
  const client = useClient();
  const remove = useMutation(keyDelete(client));
  const { mutateAsync: recover } = useMutation(keyRecover(client));
  return (
    <DeleteDecision
      {...then}
      object={of}
      loss="nobody can sign, decrypt or unwrap with it, whatever was encrypted with it before,"
      remove={remove}
      recover={recover}
    />
  );
}

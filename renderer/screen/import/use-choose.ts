import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { queryKey } from '../../api/query.ts';

/** Chooses what is done with rows of an import. */
export function useChoose(id: string) {
  const client = useClient();
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (input: Omit<Input<'ImportChoose'>, 'import'>) => client.call('ImportChoose', { import: id, ...input }),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKey.importRows(id) }),
  });
  return { choose: mutate, error, busy: isPending };
}

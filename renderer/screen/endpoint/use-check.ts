import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { endpointCheck } from '../../api/endpoint-mutation.ts';
import { useVaultList } from '../vault/use-vault-list.ts';

/** Names that one check may ask for. */
const mostNames = 50;

/** Asks the system about the names of the vaults that the person sees; what it said stays while the page is open. */
export function useCheck() {
  const { vaults } = useVaultList();
  const { mutate, data, error, isPending } = useMutation(endpointCheck(useClient()));
  const asked = (vaults ?? []).slice(0, mostNames).map(({ name }) => name);
  return {
    check: () => mutate({ vaults: asked }),
    result: data,
    error,
    busy: isPending,
    vaults: asked,
    more: (vaults?.length ?? 0) - asked.length,
  };
}

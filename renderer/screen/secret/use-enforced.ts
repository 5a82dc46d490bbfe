import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultQuery } from '../../api/query.ts';

/** Whether a vault refuses to give out values before their activation and after their expiry; undefined while that is not known. */
export function useEnforced(vault: string): boolean | undefined {
  // A vault of which one may see a single secret alone would refuse.
  const may = useMay(vault === '' ? undefined : { operation: 'VaultGet', vault });
  return useQuery({ ...vaultQuery(useClient(), vault), enabled: may.state === 'yes' }).data?.enforceDates;
}

/** What the dates of a secret do in such a vault, as a sentence. */
export function enforcedText(enforced: boolean | undefined): string | undefined {
  if (enforced === undefined) return undefined;
  return enforced
    ? 'This vault enforces dates: outside them nobody can read the value.'
    : 'This vault doesn’t enforce dates: they are told to applications, and the value can be read all the same.';
}

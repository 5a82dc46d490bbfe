import { useQuery } from '@tanstack/react-query';
import { objectName } from '../../../app/contract/common.ts';
import { useClient } from '../../api/client-context.tsx';
import { takenKeyQuery } from '../../api/key-query.ts';
import { useDebounced } from '../../component/use-debounced.ts';

const pauseMs = 300;
const unknown = { deleted: undefined, standing: undefined };

/** What a name means in a vault while it is typed, as far as the person may know it. */
export function useKeyName(vault: string, typed: string) {
  const client = useClient();
  const name = useDebounced(typed, pauseMs);
  const { data } = useQuery({ ...takenKeyQuery(client, { vault, name }), enabled: vault !== '' && objectName.safeParse(name).success });
  return (name === typed && data) || unknown;
}

import { useQuery } from '@tanstack/react-query';
import { secretName, type DeletedSecret, type SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { takenNameQuery } from '../../api/query.ts';
import { useDebounced } from '../../component/use-debounced.ts';

/** What a name means in a vault, as far as the person may know it. */
export interface NameWatch {
  /** It lies in the recycle bin: nothing can be saved under it. */
  readonly deleted: DeletedSecret | undefined;
  /** It is there: saving makes a new version of it. */
  readonly standing: SecretProperties | undefined;
}

const pauseMs = 300;
const unknown: NameWatch = { deleted: undefined, standing: undefined };

/** Looks a name up while it is typed, after a pause. What can't be looked up is not said. */
export function useNameWatch(vault: string, typed: string, on: boolean): NameWatch {
  const client = useClient();
  const name = useDebounced(typed, pauseMs);
  const { data } = useQuery({
    ...takenNameQuery(client, vault, name),
    enabled: on && vault !== '' && secretName.safeParse(name).success,
  });
  return (name === typed && data) || unknown;
}

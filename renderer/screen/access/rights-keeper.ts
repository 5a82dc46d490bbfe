import type { Query, QueryClient } from '@tanstack/react-query';
import type { Session } from '../../../app/contract/session.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { mayKey } from '../../api/may.ts';
import { queryKey } from '../../api/query.ts';

/** What the house holds, as far as it was read: everything but the state of the instance, the session, and answers about rights. */
const isRead = ({ queryKey: [first, second] }: Query): boolean =>
  !(first === queryKey.session[0] || first === mayKey[0] || (first === queryKey.instance[0] && second === 'state'));

const wasRefused = ({ state }: Query): boolean => isVaultError(state.error, 'Forbidden') || isVaultError(state.error, 'VaultNotFound');

/** Keeps what the window holds in step with what its person may. */
export function createRightsKeeper(queries: QueryClient) {
  let known: string | undefined;
  const askAgain = () => void queries.invalidateQueries({ queryKey: mayKey });
  /** Read again in place, so that nothing blinks; what is refused now is dropped instead of staying as it was. */
  const readAgain = async () => {
    askAgain();
    await queries.invalidateQueries({ predicate: isRead });
    await queries.resetQueries({ predicate: (query) => isRead(query) && wasRefused(query) && query.state.data !== undefined });
  };
  return {
    askAgain,
    sessionIs(session: Session): void {
      const before = known;
      known = JSON.stringify(session);
      queries.setQueryData(queryKey.session, session);
      // The first is what the window began with. Before a second factor is set up nothing is answered: what was read stays until then.
      if (before !== undefined && before !== known && !session.factorDue) void readAgain();
    },
    /** Forgets all of it. */
    drop: () => queries.removeQueries({ predicate: (query) => isRead(query) || query.queryKey[0] === mayKey[0] }),
    checkSession: () => void queries.invalidateQueries({ queryKey: queryKey.session }),
  };
}

import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { sharedQuery } from '../../api/access-query.ts';
import type { May } from '../../api/may.ts';
import { sessionQuery } from '../../api/query.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { useMayAnywhere } from './use-may-anywhere.ts';

/** What of the house the person has a use for. What they don't is not shown to them at all. */
export interface Reach {
  readonly vaults: boolean;
  readonly secrets: boolean;
  /** Whether they may read the value of anything. */
  readonly values: boolean;
  readonly shared: boolean;
  readonly access: boolean;
  readonly people: boolean;
  readonly groups: boolean;
  readonly log: boolean;
  readonly integrity: boolean;
}

/** Until it is known, who begins with what needs attention is shown everything: most often that is right. Values never are. */
export function useReach(): Reach {
  const client = useClient();
  const { data: session } = useQuery(sessionQuery(client));
  const { data: shared } = useQuery(sharedQuery(client));
  const { vaults } = useVaultList();
  const usual = session?.start === 'attention';
  const known = ({ state }: May) => (state === 'unknown' ? usual : state === 'yes');
  const create = useMayAnywhere('VaultPut');
  const list = useMayAnywhere('SecretList');
  const read = useMayAnywhere('SecretGet');
  const grants = useMayAnywhere('RoleAssignmentList');
  const people = useMayAnywhere('PersonList');
  const groups = useMayAnywhere('GroupList');
  const single = (shared?.items.length ?? 0) > 0;
  return {
    vaults: (vaults?.length ?? 0) > 0 || known(create),
    secrets: known(list),
    values: read.state === 'yes' || single,
    shared: single || session?.start === 'find',
    access: known(grants),
    people: known(people),
    groups: known(groups),
    log: (session?.logScopes.length ?? 0) > 0,
    integrity: session?.logScopes.includes('/') ?? false,
  };
}
